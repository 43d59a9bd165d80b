"""Sentence frames of the synthetic text. Slots are in braces. A slot without a label teaches values that are not personal.

{p} a person in any form, {f} first name, {l} last name, {full} first and last, {rev} Last, First, {t} titled; {c} city, {pl} any
place, {country}, {region}; {a} address on one line, {ab} address block (lines of its own), {am} address in a sentence, one line or several, {s} street line, {zip}; {o} organisation;
{d} date, {dob} birth date, {y} birth year, {yr} other year (left open), {n} nationality.
"""

CHAT = """
my new address is {am}
please update my address to {am}
can you send it to {am}?
It should go to {am}, not to the old one.
The parcel went to {am} by mistake
Agent: What is the delivery address? Customer: {am}
We moved to {am} last {weekday}
Use {am} for billing please
Address: {am}
My billing address is {am} and my name is {full}.
meet me at {s} or at the corner of {s} and {s}
{pl} was amazing, go there!
{pl} is so beautiful in {month}
I am in {c} on business until {weekday}.
we are going to {c} next {weekday}
went to {c} with {f} and {f}
{f} & {f} are the best
{f}, {f}, {f} and {f} are coming too
lets go {f}!!
poor {f} looks so tired
i wish i was {f}
{f} makes me laugh every time
love this song by {f}
that {f} guy is hilarious
{full} is my hero
team {f} all the way
why is {f} like this
{l} scored twice last night, {l} was awful
{l} > {l}
{f}: what do you mean?\n{f}: you heard me, {f}
everyone loves {f} but {f} is better
{f} from {c} won again
Who sang it better, {full} or {full}?
I think {l} should be fired
the new {l} album is out
written by {full} and sung by {f}
I'm from {o}, we met at the fair.
{f} is from {o}
anyone used {o} before?
my order from {o} never came
{o} charged me twice
I work for {o} now
hi this is {p}, i need help with my order {id}
hey {f} are you coming {weekday}?
{f} said the meeting moved to {time}
can you call {f} back on {phone}
my new address is {a}
please ship it to {a} instead
send the parcel to {s}, thanks
I live at {s} in {c}
i'm {f} btw
my name is {p} and my email is {mail}
it's under {l}, {f} {l}
the account holder is {p}, born {dob}
my dob is {dob}
i was born in {y} in {c}
i work at {o} in {c}
ask {f} from {o}, she knows
does anyone know if {o} is hiring?
{o} still hasn't refunded me {money}
just ordered from {o}, never again
did {f} and {f} break up?
omg {f} is so funny lol
happy birthday {f}!!!
good morning {f} :)
thanks {f}!
lol {f} told me the same thing
Who is {p}?
is {c} nice in {month}?
flying to {c} {weekday}, any tips?
what's the weather in {c} {weekday}
whats the weather like in {pl}
I'm from {pl} originally
We left {pl} when I was {age}
my {n} neighbour is called {f}
I met a {n} guy named {f} in {c}
{handle} {f} is right here with me
dinner with {f} and {f} at {time}?
book a table for {number} under {full} please
Reservation for {l} at {time}
put it under the name {f} please
Hello, my name is {full}. I am {age} years old and live in {c}.
I am {p}, {job} at {o}
this is {f} from {o}, calling about your claim {id}
the driver {f} left it at {s}
Could you transfer {money} to {p}?
Wire {money} to {p}, IBAN is below
pls add {p} to the ticket
Do you deliver to {zip} {c}?
postcode {zip}, house is on {s}
I'm staying at {s}, {c} until {d}
pick me up at {s} at {time}
how far is {s} from {c}?
the package was sent to {s} but i live at {s}
I was with {f} in {c} on {d}
Has {t} replied yet?
I spoke to {t} on {weekday}
is {t} available {weekday}?
the landlord, {p}, lives in {pl}
our teacher {t} is from {country}
tell {f} i said hi
{f}'s phone is off again
{f} and {l} are both on the list
remind me to call {f} {weekday} at {time}
set up a meeting with {p} and {p} for {d}
email {f} about the {job} job
play something by {p}
add {f}s number {phone}
Bot: What is your full name? User: {full}
Agent: May I have your name please? Customer: {full}
Agent: And your address? Customer: {a}
Agent: Date of birth? Customer: {dob}
User: My surname is {l}. Bot: And the first name? User: {f}
Q: Where do you live? A: {a}
{f}: where are you? {f}: at {s}
{f}: did you see {o} is closing the {c} store?
>> {full} wrote: thanks, got it
[{time}] {f}: on my way
[{time}] {full}: can someone review this?
<{f}> brb
"""

MAIL = """
{full}\n{o}\n{ab}\n{phone} office\n{phone} fax
{full}\n{job}\n{o}\n{s}
{full}\n\n{job}\n\nPhone:\n{phone}\n\nE-mail:\n{mail}\n\nWebsite:\n{url}\n\nAddress:\n{am}
{full}\n\n{c}\n{country}
{o}\n\n{am}
{full}\n{o}\n{full}\n{ab}
{t} {ab}
Billing address: {full}\n    {ab}
Please return it to {am} if not delivered.
Dear {t},\\nthank you for your letter of {d}.
Dear {f},\\n\\nI hope you are well. {p} asked me to send you the contract.
Dear Sir or Madam,\\nI would like to cancel the policy of my wife {p}, born {dob}.
Hi {f},\\ncould you forward this to {p} at {o}? He needs it by {d}.\\nThanks\\n{f}
Hello {t}, your appointment is on {d} at {time}.
Best regards,\\n{p}\\n{job}\\n{o}
Kind regards\\n{full}\\n{o}\\n{ab}
Sincerely,\\n\\n{full}\\n{phone}
Cheers,\\n{f}
Yours faithfully,\\n{p}
Mit freundlichen Grüßen\\n{full}\\n{o}
Cordialement,\\n{full}
Saludos,\\n{full}\\n{o}
--\\n{full} | {job} | {o}\\n{s}, {zip} {c} | {phone}
{full}\\n{ab}
{full}\\n{job}, {o}\\nTel: {phone}\\n{mail}
To: {full} <{mail}>\\nFrom: {full} <{mail}>\\nSubject: Invoice {id}
From: {rev}\\nSent: {d} {time}\\nTo: {rev}\\nSubject: RE: budget
On {d} at {time}, {full} <{mail}> wrote:
Attn: {p}\\n{o}\\n{ab}
cc: {p}; {p}; {p}
Please find attached the offer that {p} of {o} prepared for your {c} office.
We are pleased to confirm that {p} will join {o} as {job} on {d}.
{p} has left {o}. Please contact {p} instead.
I will be out of office until {d}. In urgent cases contact {p} ({phone}).
Following our call with {p}, {p} and {t}, here are the notes.
The meeting will take place at {s}, {c}.
Please return the signed form to {o}, {a}.
Our office has moved to {a}.
Ship to:\\n{full}\\n{ab}
Bill to: {full}, {a}
Deliver to {full}, {a}
Return address\\n{o}\\n{ab}
"""

FORMAL = """
{o} is located at {am}.
{o} has its headquarters in {c}, {country}.
{o} is an insurance company and {o} a bank.
{o} was founded by three friends: {l}, {l} and {l}.
{o} was the idea of {f} and {full}.
In {yr}, {o} invested in new factories in {pl}.
Since {yr}, {o} has grown into the largest employer of {c}.
She spent two years at {o} and then joined {o} in {c}, which was later renamed {o}.
{p} from {o} will give the talk.
{p}, who works for {o}, was not available.
{p} left {o} for {o} in {yr}.
{o} spokesperson {p} said so on {weekday}.
{o} engineer {p} found the bug.
The {o} Choir was founded in {yr} and sings in {pl}.
The {o} team plays in {c}.
Looking to join {o} as a {job}.
I want to support {o} in growing its sales.
The report by {o} and {o} was published on {d}.
Shares of {o} rose after {o} reported its results.
Competitors such as {o}, {o} and {o} also cut prices.
A resignation letter to {o} by {p}
The record was made for {o} in {yr} by {full}.
Products by {o} are sold in {country} and {country}.
{o} supplies {o} with parts.
Invoice from {o}
Thanks to {o} for sponsoring.
{pl}, {pl} and {pl} signed the treaty.
The best restaurants of {c} are near {s}.
Venue: {c} Town Hall, {weekday} {time}
The train to {c} leaves at {time}.
People from {pl} and {pl} came to {c}.
Northern {country} and southern {country} were flooded.
He grew up in {c} and died in {c}.
A village near {c} in {region}
{c}, {country}, {d}
{f} is a {n} name.
The {n}s and the {n}s fought for years.
An {n} company bought it.
The {n}-born {job} {p} lives in {c}.
{n} food is my favourite.
"Come here," said {f}. "{f} is waiting."
{f} and {l} had never met before.
Unlike the {l} novel, this one has a happy end.
The {full} version is better than the one by {l}.
It was {full} who taught {f} how to swim.
A song by {full}, not by {full}.
{full}'s first book is about {pl}.
{l}'s theory was rejected by {l} and {l} (1987).
({l}, {l}, & {l}, 2014)
see {l} ({yr}) and {l} et al.
{l} and {l} ({yr}) found the same effect.
as {l} has shown, this is not true
The patient, {p}, was born on {dob} in {c}.
{p}, a {age}-year-old {job} from {c}, was admitted on {d}.
{p} lives at {a} with her husband {f}.
The tenant {p} rents the flat at {a} from {o}.
This agreement is made on {d} between {o} and {p}.
between {full}, residing at {a}, and {full}, residing at {a}
The claimant {p} was employed by {o} from {d} to {d}.
Witness {p} stated that {t} had left {c} on {d}.
{t} signed the contract in {c} on {d}.
{p} ({n}) won the race ahead of {p} of {country}.
{p} was appointed {job} of {o} in {yr}.
{o} announced on {d} that {p} would step down.
{o} opened a new branch in {c}, {country}.
{o}, based in {c}, was founded by {p} in {yr}.
{o} has acquired {o} for {money} million.
{o} is a {n} company that makes software.
The {n} government and {o} reached an agreement in {c}.
Police in {c} are looking for {p}, {age}.
The {n} author {p} moved to {c} in {yr}.
{p} studied at {o} and later worked for {o}.
She graduated from {o} in {yr}.
He has worked for {o} since {yr}.
According to {p}, the {n} market will grow next year.
{p} and {p} met at {o}.
Both {p} and his brother {f} were born in {pl}.
Born {dob} in {pl}, {p} grew up in {pl}.
{p} (born {dob}) is a {n} {job}.
{p} (born {y}) is a retired {job}.
Mayor {p} opened the school in {s} on {d}.
President {l} met Chancellor {l} in {c}.
The delegation from {country} visited {pl} and {pl}.
Flights from {c} to {c} via {c} are delayed.
Exports from {country} to {country} fell by {number} percent.
The river flows from {pl} to {pl}.
The {n} and {n} teams play in {c} on {weekday}.
A spokesman for {o}, {p}, declined to comment.
{p} of {o} told {o} that no date had been set.
{o} v. {o}, decided {d}
In the matter of {p}, the court in {c} ruled on {d}.
The policy of {p} expires on {d}.
Emergency contact: {p} (mother), {phone}
Referred by {t} of {o}
Seen by {t} on {d}; next visit {d}.
Prescribed by {t}. Patient denies chest pain.
Pt {l} c/o headache since {weekday}. Discussed with {t}.
Next of kin: {p}, {s}, {c}
Diagnosis discussed with {p} and her son {f}.
Ms {l} will be transferred to {o} on {d}.
The will of {p} names {p} as executor.
My grandfather {f} came to {country} from {pl} in {yr}.
Our speaker tonight is {p} from {o}.
The keynote will be given by {p}, {job} at {o}.
A photo of {p} taken in {pl}.
Directed by {p}, written by {p} and {p}
Starring: {p}, {p}, {p}
Composer: {p}
Author: {p}\\nPublisher: {o}\\nYear: {yr}
Photo by {p}/{o}
Reviewed by {p} on {d}
Reporting by {p} in {c}; editing by {p}
The house at {s} was sold to {p} for {money}.
Turn left on {s} and park behind {o}.
{s} is closed between {time} and {time}.
The accident happened near {s} in {c}.
Residents of {s} and {s} have complained.
The store at {s} opens at {time}.
He was last seen at {s}, {c}, on {d}.
Visit us at {a}.
Offices: {c}, {c} and {c}
Headquarters: {a}
She moved from {a} to {a}.
{c} is the capital of {country}.
{c} has {number} inhabitants.
Many {n} people live in {c}.
She speaks {n} and {n} and lives in {country}.
The {n} embassy in {c} issued the visa to {p}.
Passport of {full}, nationality {n}, place of birth {c}
The exhibition at {o} runs until {d}.
I bought shares of {o} and {o} on {d}.
My insurance is with {o}, policy {id}.
My account at {o} was closed without notice.
I have a complaint about {o}: {t} was rude to me.
Can {o} ship to {country}?
I applied for the {job} position at {o}.
Which is better, {o} or {o}?
The {o} website is down again.
{o} customer service in {c} never answers.
"""

RECORDS = """
Name: {full}
Name: {rev}
Full name: {full}\\nAddress: {a}\\nPhone: {phone}
First name: {f}\\nLast name: {l}\\nCity: {c}\\nCountry: {country}
Surname: {l}\\nGiven names: {f} {f}\\nDate of birth: {dob}\\nPlace of birth: {c}
Patient: {rev}   DOB: {dob}   MRN: {id}
Customer: {full}\\nCompany: {o}\\nStreet: {s}\\nZIP: {zip}\\nCity: {c}
Street: {s}\\nCity: {c}\\nState: {region}\\nZip: {zip}
Address line 1: {s}\\nTown: {c}\\nPostcode: {zip}\\nCountry: {country}
Employer: {o}\\nPosition: {job}\\nSince: {d}
Nom: {l}\\nPrénom: {f}\\nVille: {c}
Vorname: {f}\\nNachname: {l}\\nGeburtsdatum: {dob}\\nWohnort: {c}
Nombre: {full}\\nDirección: {a}\\nCiudad: {c}
Nome: {full}\\nIndirizzo: {a}
Naam: {full}\\nAdres: {a}
Imię i nazwisko: {full}\\nAdres: {a}
Namn: {full}\\nFöretag: {o}
NAME {full}  DOB {dob}  SEX F  NAT {n}
{rev}; {dob}; {c}
{rev}, {id}, {mail}
{full},{mail},{phone},{c}
{full}\\t{o}\\t{c}\\t{money}
{id}\\t{full}\\t{dob}\\t{c}
{id};{l};{f};{zip};{c};{country}
| {full} | {o} | {c} |
| {id} | {rev} | {d} | {money} |
Name | Company | City\\n{full} | {o} | {c}\\n{full} | {o} | {c}
id,name,city,amount\\n1,{full},{c},{money}\\n2,{full},{c},{money}
1. {full} ({o})\\n2. {full} ({o})\\n3. {full}
- {full}, {c}\\n- {full}, {c}
Attendees: {full}, {full}, {f} {l}, {f}
Owner: {full} | Status: Open | Due: {d}
Assignee: {full}\\nReporter: {full}\\nPriority: High
Ticket {id}: {full} cannot log in since {d}
Order {id} for {full}, shipped to {a} on {d}
Passenger: {rev} {c} - {c} {d} seat 12A
Guest: {full}, arrival {d}, departure {d}, room 214
Contact: {full} ({job})
Payee: {full}   Amount: {money}   Date: {d}
Account holder: {full}\\nBank: {o}
Beneficiary {full} {a}
{{"name": "{full}", "city": "{c}", "zip": "{zip}"}}
{{"firstName": "{f}", "lastName": "{l}", "company": "{o}", "birthDate": "{dob}"}}
{{"id": {number}, "user": {{"full_name": "{full}", "address": "{a}"}}, "active": true}}
<name>{full}</name><city>{c}</city>
<td>{full}</td><td>{o}</td><td>{d}</td>
const customer = {{ name: '{full}', country: '{country}' }};
user.setName("{full}"); user.setCity("{c}");
INSERT INTO users (name, city) VALUES ('{full}', '{c}');
name={f}&surname={l}&city={c}
# Author: {full} <{mail}>
Copyright (c) 2024 {full}
Signed-off-by: {full} <{mail}>
commit {hex}\\nAuthor: {full} <{mail}>
ERROR user "{full}" not found in tenant {o}
WARN failed to send mail to {full} <{mail}> at {time}
BEGIN:VCARD\\nN:{l};{f};;;\\nFN:{full}\\nORG:{o}\\nEND:VCARD
"""

PLAIN = """
Capitalized Words Like Wisdom, Hope And Joy Are No Names
The Programming Guide, the Reference Manual and the Change Log
My Bugatti and my Toyota are parked next to a Ferrari.
I love Pokemon, Minecraft and Star Wars.
Binge watching Game of Thrones and Breaking Bad
This is the Officer speaking. The Packager and the Bookkeeper agree.
Demographic variables are in Table 2; see Figure 3 and Appendix B.
The Second Edition has a new Introduction.
Nifty Gadgets! Love them all.
According to Decree 2005-981 and Article 6
Bollywood and Hollywood movies
E-mail: {mail}
Phone: {phone}  Fax: {phone}
Song of the year: "Purple Rain"? No, "Clair de Lune".
hobby frog is a savage
Motherboard, Graphics Card And Power Supply
Please reset my password, it does not work since {weekday}.
The {product} update to version 12 broke the login page.
Terms and Conditions apply. See Section 4 for details.
Your order {id} has been shipped and will arrive {weekday}.
Click Settings, then Privacy, then Delete Account.
Error 404: Page Not Found
I want to speak to a Senior Account Manager about my Premium plan.
The total is {money}, payable within 30 days.
Thank You For Your Purchase
Frequently Asked Questions
Will you mark this as done? Grace period ends {weekday}.
May I ask how long it takes? I hope it is quick.
Bill me later, please. I may pay in cash.
Mark all as read. Pat the dough dry. Sue for damages? Never.
Our Chief Financial Officer will present the Annual Report.
Build failed in 12.4 s: TypeError: undefined is not a function at Object.render (index.js:42)
Chapter 3: Getting Started With The Application
The meeting is at {time} in Conference Room B.
Invoice {id} is overdue. Amount due: {money}
Tracking number {id}
Username or password is incorrect.
Is the {product} version compatible with {product}?
Does {product} support dark mode? Asking for a friend.
Installed {product} on my laptop and it keeps crashing
How do I export from {product} to {product}?
Wireless Headphones, Black, 2 Pack - {money}
Save 20% On All Winter Jackets This {weekday}!
Question 5 of 12: Which of the following is true?
Step 1: Preheat the oven to 180 degrees. Step 2: Mix flour and sugar.
He said that he would never go there again.
She told me her story, and I believed every word.
What a great day! Sunny, warm and no work.
Yes, that works for me.
Ok. Sure. Great, thanks!
No problem, see you {weekday} at {time}.
Good luck with the exam, you got this!
LOL That Was Amazing
WHY DOES THIS ALWAYS HAPPEN TO ME
PLEASE READ THE INSTRUCTIONS BEFORE USE
WARNING: HOT SURFACE. DO NOT TOUCH.
NOTE: This Feature Is Experimental.
The Quick Start Guide is in the box. Charge the device first.
Monthly Report - Revenue, Costs, Margin
Q1 Revenue {money}, Q2 Revenue {money}
GET /api/v2/users/{number} HTTP/1.1 200
SELECT count(*) FROM orders WHERE status = 'OPEN';
npm install failed with exit code 1
Exception in thread "main" java.lang.NullPointerException
def main(): return Client(timeout=30).connect()
{job} wanted, full time, start immediately
Vacancy: {job} (m/f/d)
I am a {job} with {number} years of experience.
Looking for a {job} who can start {weekday}.
My role is {job}, and I report to the Head of Sales.
The Data Protection Officer must be informed within 72 hours.
Size M, Color Navy Blue, Qty {number}
Add To Cart | Checkout | My Account | Log Out
Subject: Your Monthly Statement
Re: Re: Fwd: Update
Hi there, I have a question about my bill.
Hello, can someone help me?
Hi team,\\nplease see the notes below.
Hi all, quick reminder about {weekday}.
Dear Customer,\\nyour card was charged {money}.
Dear Customer Support Team, I am writing about a late delivery.
Dear Hiring Manager,\\nI am applying for the position of {job}.
To Whom It May Concern
Best regards\\nThe Support Team
Kind Regards, Customer Service
Mom and Dad are coming for dinner, and Grandma too.
God, I hate Mondays.
Jesus, what a mess. Oh Lord.
Merry Christmas and a Happy New Year!
The King and the Queen waved at the crowd.
My Doctor told me to rest. The Judge was fair.
Press Ctrl+C to copy and Ctrl+V to paste.
Turn Left, Then Right, Then Straight On.
In Spring we plant, in Autumn we harvest.
Page {number} of {number}
Room {number}, {number} people, {time}
Flight {id} boards at gate B12.
My PIN is wrong, what now? My card ends in {number}.
My phone number is {phone}
You can mail me at {mail}
My card is {card}, cvv {number}
The site {url} is down
follow {handle} for more
Reference: {id} / {id}
ID {id}, ref {hex}
Temperature: {number} Humidity: {number}
1) Yes 2) No 3) Not Sure
Ingredients: Water, Sugar, Salt, Yeast, Wheat Flour
Genres: Action, Comedy, Drama, Horror, Romance
Breakfast, Lunch And Dinner Included
New Arrivals: Shirts, Shoes, Bags
Level Up! Game Over. Try Again?
"""
