import { describe, expect, test } from 'vitest'
import { email } from '../../../src/redact/recognizers/global/email.js'
import { phone } from '../../../src/redact/recognizers/global/phone.js'
import { url } from '../../../src/redact/recognizers/global/url.js'
import { username } from '../../../src/redact/recognizers/global/username.js'
import { nationalPhone } from '../../../src/redact/recognizers/national-phone.js'
import { valuesFound } from './values-found.js'

describe('e-mail addresses', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['@', []],
    ['@@@@', []],
    ['a@b', []],
    ['jo@example.com', ['jo@example.com']],
    ['😀jo@example.com😀', ['jo@example.com']],
    ['\ud800jo@example.com', ['jo@example.com']],
    ['jo@example.com, jo@example.com', ['jo@example.com', 'jo@example.com']],
    ['Write to <jo.doe+news@mail.example.co.uk>.', ['jo.doe+news@mail.example.co.uk']],
    ["mailto:o'brien@example.ie", ["o'brien@example.ie"]],
    ["'jo@example.com'", ['jo@example.com']],
    ['"john doe"@example.com', ['"john doe"@example.com']],
    ['jörg@münchen.de', ['jörg@münchen.de']],
    ['用户@例子.公司', ['用户@例子.公司']],
    ['a@xn--d1acufc.xn--p1ai', ['a@xn--d1acufc.xn--p1ai']],
    ['root@[192.168.0.1]', ['root@[192.168.0.1]']],
    ['to=jo@example.com&cc=al@example.org', ['jo@example.com', 'al@example.org']],
    ['info@example.', []],
    ['git@github.com:owner/repo.git', []],
    ['npm install left-pad@1.3.0', []],
    ['@property and @media', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(email, text)).toEqual(values)
  })
})

describe('web addresses', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['see https://example.com.', ['https://example.com']],
    ['(https://en.wikipedia.org/wiki/Foo_(bar))', ['https://en.wikipedia.org/wiki/Foo_(bar)']],
    ['"http://example.com/a?b=c#d"', ['http://example.com/a?b=c#d']],
    ['http://jo:secret@example.com/x', ['http://jo:secret@example.com/x']],
    ['http://[2001:db8::1]:8080/path', ['http://[2001:db8::1]:8080/path']],
    ['www.example.org/jo, then', ['www.example.org/jo']],
    ['example.com and google.co.il', ['example.com', 'google.co.il']],
    ['https://münchen.de/straße', ['https://münchen.de/straße']],
    ['linkedin.com/in/jo-doe', ['linkedin.com/in/jo-doe']],
    ['jo@example.com', []],
    ['http://localhost', []],
    ['www.microsoft', []],
    ['index.html, e.g. main.ts or 3.5.1', []],
    ['End.In the beginning', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(url, text)).toEqual(values)
  })
})

describe('telephone numbers', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['+1 415 555 0132', ['+1 415 555 0132']],
    ['+44 (20) 7123 4567!', ['+44 (20) 7123 4567']],
    ['+49 30 1234567 or +33 1 42 68 53 00', ['+49 30 1234567', '+33 1 42 68 53 00']],
    ['+639171234567', ['+639171234567']],
    ['(415) 555-0132', ['(415) 555-0132']],
    ['415-555-0132', ['415-555-0132']],
    ['1-415-555-0132 x12', ['1-415-555-0132 x12']],
    ['001-415-555-0132x123', ['001-415-555-0132x123']],
    ['0496 46 46 70', ['0496 46 46 70']],
    ['Tel. 699 956 915', ['699 956 915']],
    ['call 4155550132 now', ['4155550132']],
    ['Telefon: 0711/123456', ['0711/123456']],
    ['电话 13812345678', ['13812345678']],
    ['{"body":"0151 23456789"},"version":"1.4"', ['0151 23456789']],
    ['proszę dzwonić: 602 555 123', ['602 555 123']],
    ['Meu zap é 11 98765-4321', ['11 98765-4321']],
    ['my direct line is 020 7946 0812', ['020 7946 0812']],
    ['line 020 7946 0812 of the file', []],
    ['4155550132', []],
    ['order 699 956 915', []],
    ['555-123-4567', ['555-123-4567']],
    ['101-023-2138', []],
    ['2015-12-22 04:34:22', []],
    ['21.05.2021 and 05/21/2021', []],
    ['1.234.567,89 and 1,000,000', []],
    ['192.168.1.100', []],
    ['4012-8888-8888-1882', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(phone, text)).toEqual(values)
  })

  test.for<readonly [string, string, readonly string[]]>([
    ['us', 'see 212 555 0132', ['212 555 0132']],
    ['us', 'see 123 456 7890', []],
    ['us', '2123 25870 1', []],
    ['de', 'Büro 030 1234567', ['030 1234567']],
    ['de', 'Umsatz 2 500 000', []],
    ['il', 'My number: 09-7625400', ['09-7625400']],
    ['jp', '090-1234-5678', ['090-1234-5678']],
    ['tr', 'Cep: 05321234567', ['05321234567']],
    ['ph', '0917 123 4567', ['0917 123 4567']],
    ['cn', '手机13812345678。', ['13812345678']],
    ['in', 'mobile 9876543210', ['9876543210']],
    ['br', 'ligue (11) 98456-5666', ['(11) 98456-5666']],
    ['es', 'llámame al 612 345 678', ['612 345 678']],
  ])('dialled in %s: %j', async ([country, text, values]) => {
    expect(await valuesFound(nationalPhone(country), text)).toEqual(values)
  })

  test('a text without a candidate is answered at once, without the numbering plans', () => {
    expect(nationalPhone('fr').recognize('nothing to dial here, 12 times')).toEqual([])
  })
})

describe('user names', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['Follow @jo_doe on Twitter', ['@jo_doe']],
    ['username: jdoe42', ['jdoe42']],
    ['{"username": "j.doe"}', ['j.doe']],
    ['Benutzername ist max.muster', ['max.muster']],
    ['@jo@mastodon.social', ['@jo@mastodon.social']],
    ['send it to @dana_moss92 on venmo', ['@dana_moss92']],
    ['Failed password for invalid user hana.k from 10.0.0.4 port 22', ['hana.k']],
    ['Accepted publickey for jan_k from 10.0.0.4', ['jan_k']],
    ['session opened for user hana by (uid=0)', ['hana']],
    ['Benutzer hmoor hat sich um 8 Uhr angemeldet', ['hmoor']],
    ['user hmoor logged in', ['hmoor']],
    ['10.0.0.4 - hana.k [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 12', ['hana.k']],
    ['10.0.0.4 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 12', []],
    ['Skype: live:hana.k_22, Discord: hana#4471', ['live:hana.k_22', 'hana#4471']],
    ['GitHub: failed, GitHub: https://github.com/x1', []],
    ['@maria.conti can you ask them', ['@maria.conti']],
    ['@pytest.fixture\ndef show():', []],
    ['@Value1 private String name', []],
    ['add me on snap its lil_jay04', ['lil_jay04']],
    ['Accepted password for root from 10.0.0.4', []],
    ['invalid user input from the form', []],
    ['the user interface from here', []],
    ['username is required', []],
    ['WARN login failed utente=fgallo77 ip=10.0.0.4', ['fgallo77']],
    ['GET /me?user=okafor.b&page=2', ['okafor.b']],
    ['db.user=kasse_app\ndb.port=5432', ['kasse_app']],
    ['użytkownik=zpawlak sesja=3', ['zpawlak']],
    ['DB=postgres://hana.k:s3cret9@db.local/shop', ['hana.k']],
    ['amqp://rozalia:geheim12@mq', ['rozalia']],
    ['redis://default:abc123def@cache:6379', []],
    ['postgres://postgres:geheim12@db', []],
    ['ssh://git@host.example and http://host.example:8080/@x', []],
    ['create(user=request.user, name=x)', []],
    ['user=current_user other=1', []],
    ['user=root uid=0', []],
    ['usuario=null estado=2', []],
    ['Benutzer t.ohlsen von 10.0.0.4 abgewiesen', ['t.ohlsen']],
    ['gracias @lamaite, nos vemos', ['@lamaite']],
    ['Merci @yann_29 !', ['@yann_29']],
    ['thanks @everyone', []],
    ['hi @types/node', []],
    ['@Override public void', []],
    ['npm i @angular/core', []],
    ['jo@example.com', []],
    ['@media screen', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(username, text)).toEqual(values)
  })
})
