import { describe, expect, test } from 'vitest'
import { coordinates } from '../../../src/redact/recognizers/global/coordinates.js'
import { deviceIdentifier } from '../../../src/redact/recognizers/global/device-identifier.js'
import { ipAddress } from '../../../src/redact/recognizers/global/ip-address.js'
import { macAddress } from '../../../src/redact/recognizers/global/mac-address.js'
import { uuid } from '../../../src/redact/recognizers/global/uuid.js'
import { vin } from '../../../src/redact/recognizers/global/vin.js'
import { valuesFound } from './values-found.js'

describe('IP addresses', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['192.168.0.1', ['192.168.0.1']],
    ['(10.0.0.1:8080)', ['10.0.0.1']],
    ['10.0.0.0/8.', ['10.0.0.0/8']],
    ['::1 and fe80::1%eth0', ['::1', 'fe80::1%eth0']],
    ['[2001:db8::1]:443', ['2001:db8::1']],
    ['2001:db8::/32', ['2001:db8::/32']],
    ['::ffff:192.0.2.1', ['::ffff:192.0.2.1']],
    ['684D:1111:222:3333:4444:5555:6:77', ['684D:1111:222:3333:4444:5555:6:77']],
    ['version 1.2.3.4', []],
    ['256.1.1.1 and 1.2.3', []],
    ['text192.168.1.1', []],
    ['12:34:56', []],
    ['std::cout and a::b', []],
    ['2001::db8::1', []],
    ['aa:bb:cc:dd:ee:ff', []],
    [':::', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(ipAddress, text)).toEqual(values)
  })
})

describe('hardware and device identifiers', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['00:1A:2B:3C:4D:5E', ['00:1A:2B:3C:4D:5E']],
    ['00-1a-2b-3c-4d-5e.', ['00-1a-2b-3c-4d-5e']],
    ['0012.3456.789A', ['0012.3456.789A']],
    ['00:1A:2B:FF:FE:3C:4D:5E', ['00:1A:2B:FF:FE:3C:4D:5E']],
    ['FF:FF:FF:FF:FF:FF', []],
    ['10:2F:33-AC-29-C3', []],
    ['00:1A:2B:3C:4D', []],
  ])('MAC %j', async ([text, values]) => {
    expect(await valuesFound(macAddress, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ['IMEI 490154203237518', ['490154203237518']],
    ['49-015420-323751-8', ['49-015420-323751-8']],
    ['ICCID: 8991101200003204510', ['8991101200003204510']],
    ['IMEI 490154203237519', []],
    ['490154203237518', []],
  ])('IMEI %j', async ([text, values]) => {
    expect(await valuesFound(deviceIdentifier, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ['1HGCM82633A004352', ['1HGCM82633A004352']],
    ['VIN: WVWZZZ1JZXW000001', ['WVWZZZ1JZXW000001']],
    ['WVWZZZ1JZXW000001', []],
    ['12345678901234567', []],
    ['ABCDEFGHJKLMNPRST', []],
  ])('VIN %j', async ([text, values]) => {
    expect(await valuesFound(vin, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ['device id: 123e4567-e89b-42d3-a456-426614174000', ['123e4567-e89b-42d3-a456-426614174000']],
    ['commit 123e4567-e89b-42d3-a456-426614174000', []],
    ['123e4567-e89b-92d3-a456-426614174000', []],
  ])('UUID %j', async ([text, values]) => {
    expect(await valuesFound(uuid, text)).toEqual(values)
  })
})

describe('coordinates', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['40.446111, -79.982222', ['40.446111, -79.982222']],
    ['52.5200° N, 13.4050° E', ['52.5200° N, 13.4050° E']],
    ['40°26\'46"N 79°58\'56"W', ['40°26\'46"N 79°58\'56"W']],
    ['{"lat": 52.52, "lng": 13.405}', ['52.52', '13.405']],
    ['meet at 8FVC9G8F+6X', ['8FVC9G8F+6X']],
    ['mean 0.125 0.25', []],
    ['1.5, 2.5', []],
    ['95.12345, 200.12345', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(coordinates, text)).toEqual(values)
  })
})
