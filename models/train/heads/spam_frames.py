"""Generated messages for the spam filter: the frauds and unwanted offers of this decade, and honest messages that resemble them.

Fraud uses the words of parcels, banks, tolls and family. So each kind of fraud has honest messages with the same words. Both sides share
their fillers, so fillers are no evidence. A tenth of the frames, chosen by their text, is held back from training.
"""

from __future__ import annotations

import random
import re

from train.heads.texts import held_back

FILL: dict[str, list[str]] = {
    "n": "Anna Ben Chloe Dan Emma Farid Grace Hugo Ines Jack Kemal Lena Maya Noah Olga Paul Rosa Sam Tara Will Priya Wei Fatima Luis Yuki".split(),
    "bank": "Barclays|Chase|HSBC|Wells Fargo|your bank|Santander|Lloyds|Citi|First National|the credit union|Monzo|Capital One|Halifax".split(
        "|"
    ),
    "carrier": "DHL|UPS|FedEx|Royal Mail|USPS|Evri|DPD|the post office|Hermes|Canada Post|An Post".split("|"),
    "shop": "Amazon|eBay|Etsy|Zalando|IKEA|the bookshop|Walmart|Argos|our store|Nordic Outdoor|Green Kitchen|Best Buy|Decathlon".split("|"),
    "service": "Netflix|Spotify|PayPal|Apple|Google|Microsoft|Disney+|Dropbox|iCloud|WhatsApp|Instagram|LinkedIn|Zoom|GitHub|Notion|Slack|Canva".split(
        "|"
    ),
    "toll": "E-ZPass|SunPass|FasTrak|the toll road|TxTag|the congestion charge|Dartford crossing|Good To Go".split("|"),
    "office": "HMRC|the IRS|the tax office|DVLA|the council|the DMV|Medicare|Social Security|the immigration office|the court".split("|"),
    "coin": "Bitcoin|Ethereum|USDT|Solana|crypto|BTC|Dogecoin|XRP".split("|"),
    "sum": "$1,250|£458|$49.99|$3,000|€720|$12.40|$899|£1.99|$250|€35|$6.99|$75,000|£2,500|$500|$19|$4.15|$320".split("|"),
    "link": """https://bit.ly/3xK9{i}|http://{word}-{word2}.top/{i}|www.{word}{word2}.info|https://{word}-{word2}.com/{i}|http://{word}.xyz|https://tinyurl.com/{i}|{word}-{word2}.online/pay
|https://www.{word}{word2}.com/account|https://{word}.co/{i}|https://app.{word}.com/o/{i}""".replace("\n", "").split("|"),
    "word": "secure|track|my|claim|parcel|account|help|online|portal|service|update|post|pay|verify|home|team|info|web|news|shop".split(
        "|"
    ),
    "word2": "delivery|portal|check|center|login|support|pay|desk|hub|point|direct|now|id|club|works|box|line|care".split("|"),
    "i": [str(n) for n in range(1013, 99999, 1711)],
    "phone": "+1 (888) 555-0{h}|0800 555 {h}|+44 7700 900{h}|1-800-555-0{h}|07700 900{h}|555-0{h}".split("|"),
    "h": [str(n) for n in range(101, 199, 7)],
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday tomorrow today".split(),
    "time": "9:30|10 am|2 pm|4:15 pm|noon|between 2 and 4|8 o'clock|17:00|6pm".split("|"),
    "hours": "12 hours|24 hours|48 hours|2 days|today|midnight|the next hour|3 days".split("|"),
    "item": """a blue jacket|running shoes|the desk lamp|two books|a phone case|headphones|a coffee grinder|the garden chairs|a backpack|printer ink|a winter coat|a board game
|the yoga mat|cat food|a suitcase""".replace("\n", "").split("|"),
    "job": "data entry|product reviewer|remote assistant|app tester|online promoter|package handler|social media helper".split("|"),
    "pill": "weight loss gummies|male enhancement pills|CBD oil|a keto patch|hair growth serum|joint pain cream|a detox tea".split("|"),
    "event": "the parents' evening|the spring fair|our webinar|the book club|the concert|the open day|the workshop|the team lunch|the annual meeting|yoga class|the dentist".split(
        "|"
    ),
    "product": """the new dashboard|dark mode|version 4.2|our mobile app|the spring collection|the reading list|the annual report|shared calendars|offline maps
|the autumn menu|faster search""".replace("\n", "").split("|"),
    "subject": """tomatoes|train travel|open source|city walks|pottery|local elections|jazz|climate|chess|remote teams|baking|design|birds|machine learning|gardening|football""".replace(
        "\n", ""
    ).split("|"),
    "project": "website|budget|report|garden|app|newsletter|survey|slides|contract|roof|schedule|database".split("|"),
}

SPAM = """{carrier}: your parcel could not be delivered because of an unpaid fee of {sum}. Pay here: {link}|Your package is on hold at our depot. Confirm your address within {hours}: {link}|{carrier} notice: customs duty of {sum} is due. Settle it now to avoid return: {link}
|We tried to deliver your parcel {day} but the house number was missing. Update it: {link} (Reply Y, then open the link)|USPS: the address of your item is invalid, visit {link} within {hours} or it will be destroyed|Your order is stuck in the warehouse, schedule a new delivery for {sum} at {link}
|{bank}: unusual sign-in to your account. If this wasn't you, verify now at {link}|{bank} ALERT: a payment of {sum} to {n} was made. NOT you? Cancel it at {link}|Your {bank} card has been blocked. Unlock it here {link}|Security notice: your online banking will be suspended in {hours}. Confirm your details: {link}
|{bank}: a new device was added to your account. Call {phone} immediately if you did not do this, and have your PIN ready.|Dear customer, your account is limited. Log in with your password at {link} to restore access.|We noticed a suspicious transfer of {sum}; reply with the code we sent you to stop it.
|Hi mum, I dropped my phone in the sink, this is my new number. Can you message me on WhatsApp {phone}?|Hey dad it's me, my phone is broken. I have to pay a bill of {sum} today, can you send it? I'll pay you back {day}|mum i lost my phone and my bank app is locked, could you transfer {sum} to a friend for me? very urgent
|Hi grandma, I'm in trouble and need {sum}. Please don't tell mum and dad. Send it to this account today.|Mum, texting from a friend's phone, mine got stolen. I need {sum} for a new one, please hurry xx|{toll}: you have an unpaid toll of {sum}. Pay now to avoid a late fee: {link}
|Final notice: your vehicle has an outstanding toll invoice. Settle within {hours} at {link} or your licence will be suspended|{toll} violation: balance {sum}. To avoid legal action pay at {link}|Parking fine unpaid: {sum}. Your case goes to court in {hours}. Pay at {link}
|{office}: you are owed a refund of {sum}. Claim it here: {link}|{office}: after the last annual calculation you are eligible for a tax rebate of {sum}. Submit the form {link}|This is {office}. A warrant has been issued in your name. Call {phone} at once to avoid arrest.
|{office} final warning: legal action starts in {hours} unless you pay {sum} in gift cards.|You qualify for an energy grant of {sum}. Apply before {day}: {link}|You are entitled to a cost of living payment. Apply now {link}
|Earn {sum} a day with {coin}! Our trader {n} doubled my money in a week. Join the group: {link}|I made {sum} in three days from {coin} trading with no experience, DM me and I show you how|Your {coin} wallet has been compromised. Move your funds here: {link} and enter your seed phrase
|Elon is giving away {coin}! Send .1 and get double back, only {hours} left: {link}|Guaranteed 20% weekly returns on {coin}. Minimum deposit {sum}. Withdraw any time: {link}|Congratulations, your {coin} account has {sum} waiting. Log in to withdraw: {link}|AI trading bot, zero risk, {sum} profit daily. Register {link}
|Hi, I'm {n} from the HR team. We saw your CV and offer {job}, {sum} a day, 1 hour of work. Contact me on WhatsApp {phone}|Part-time {job} from home, earn {sum} weekly, no experience. Text YES|We are hiring {job}s! Like videos and get {sum}. Add me on Telegram @{word}{i}
|Remote {job} position: you receive packages at home and forward them. {sum} a month. Reply with your name, address and ID.|{n} here, recruiter at a global company. Flexible online tasks, paid in {coin}. Interested?|Dear friend, I am {n}, a widow with {sum} million in a bank. I need your help to move it and you keep 40 percent.
|Hello dear, I saw your profile and feel we could be close. I'm an engineer on an oil rig. Write me on {phone}|Hi {n}, are we still meeting for golf {day}? Oh sorry, wrong number! You seem kind, where are you from? I trade {coin} for a living.|I'm lonely in your area tonight, see my photos {link}
|Hot singles near you are waiting. Chat now {link}|My love, customs holds my bag, I need {sum} to come to you. Please buy gift cards and send me the codes.|{service}: your payment failed. Update your billing details within {hours} or lose your account: {link}|Your {service} subscription was renewed for {sum}. To cancel call {phone} now.
|{service} security: your account will be deleted in {hours}. Keep it: {link}|Your {service} storage is full! Your photos will be deleted. Get 50 GB for {sum}: {link}|Someone logged in to your {service}. Secure your account with your password: {link}|{service}: you were selected for a free year. Claim before {hours}: {link}
|Your antivirus has expired. Your computer is infected with 5 viruses. Call {phone} for support.|Norton: thank you for your order of {sum}. If you did not authorise it call {phone} for a refund.|Invoice {i}: {sum} was charged to your card. To dispute the charge call our helpdesk {phone}.|Microsoft support detected a trojan on your PC, do not turn it off, call {phone}
|Are you free? I need you to buy gift cards for clients, {sum} each. Send me photos of the codes. I'm in a meeting, don't call. {n}, CEO|Hi {n}, please change my salary account to the new bank details attached before payday. Thanks|Our bank details have changed. Please pay invoice {i} of {sum} to the new account. Keep this confidential.|I need you to make an urgent wire of {sum} today, I will explain later. Sent from my iPhone
|I recorded you through your webcam. Send {sum} in {coin} within {hours} or everybody in your contacts gets the video.|I know your password. I have access to your device. Pay {sum} to my wallet, you have {hours}.|Congratulations! You won a {shop} gift card of {sum}. Claim: {link}|You are today's lucky visitor! Spin the wheel and win an iPhone {link}
|WINNER! Your number was drawn for {sum}. Call {phone} to claim your prize, code {i}|You've been selected for our {shop} survey. Answer 3 questions and get {item} free, pay only {sum} postage: {link}|Dear winner, the lottery board has approved your {sum}. Send your full name, address and a fee.|FREE {item}! Only today, limited stock! Click {link} now!!!
|Get approved for a loan of {sum} in minutes, no credit check! Apply {link}|Bad credit? No problem! Cash of {sum} today. Text LOAN to {phone}|Drowning in debt? Government scheme writes off 80 percent. Reply HELP|We can cut your student loan by {sum}. Last day of enrolment, call {phone}|Were you in an accident that was not your fault? You may be owed {sum}. Reply CLAIM, STOP to end
|Have you been mis-sold car finance? Claim up to {sum}: {link}|Casino bonus! 200 free spins and {sum} for new players: {link}|Bet now and win {sum} tonight, {link}, odds guaranteed|Lose 20 pounds in 2 weeks with {pill}! Doctors hate it. Order: {link}|{pill}: 70% OFF today only, buy 2 get 3 free >>> {link}|Amazing results with {pill}, as seen on TV, click here {link}
|Cheap Rolex, Gucci, Ray-Ban 90% off factory outlet {link}|Buy followers: 5000 for {sum}, instant delivery {link}|Hello, I looked at your website and can bring it to the first page of Google for {sum}. Shall I send a quote?|We build backlinks, SEO packages from {sum}. Reply with your number.|Your domain expires in {hours}! Pay {sum} for search engine registration {link}
|Subscribe to my channel and win {item}, link in my profile|check out my page {link} for free {coin}|FREE robux generator working {link}|Want to work from home and be your own boss? Earn {sum}/week!!! {link}|Dear user, your mailbox is full. Verify your password to keep receiving mail: {link}|IT desk: your password expires {day}. Keep your current one here: {link}
|A document was shared with you by {n}. Sign in with your email password to view: {link}|You have (1) pending voicemail. Listen: {link}|Scan the QR code to keep your {service} sign-in working.|Rent a flat in the centre for {sum} a month! I'm abroad, send the deposit first and I post the keys.|Ticket for tonight, can't go. Pay {sum} to my friend's account and I'll mail it.|Puppy for adoption, free, you only pay {sum} transport in advance.
|Donate to the victims now! Send {coin} to this wallet, every minute counts.|NHS: you were in contact with a case. Order your test kit, {sum} postage: {link}|Your health cover ends at {hours}! New plans from {sum}, call {phone}|Solar panels at no cost! The government pays. See if your roof qualifies: {link}|We buy houses for cash. Interested in an offer for yours? Reply YES
|Vote for me in the contest, just send me the code you got by text|your whatsapp code was sent to you by mistake, can you forward it to me pls|Hello, I am interested in {item}. My courier pays you; open {link} to receive the money.|You have received {sum} from {n}. Accept within {hours}: {link}|Claim your unclaimed funds of {sum} before {day}. Tap {link}|Txt WIN to 8{h}{h} for {item}! £1.50/msg, 18+, STOP to end"""

HAM = """Your {carrier} parcel arrives {day} {time}. No need to be at home, we leave it with a neighbour.|{carrier}: your parcel was delivered at {time} and signed for by {n}.|Your order of {item} has shipped. Track it here: {link}|We missed you {day}. Your parcel is at the post office from {time}; bring an ID.
|Your {shop} order {i} is confirmed. Total {sum}. We will write again when it ships.|Your return of {item} was received. The refund of {sum} will be on your card in 3 to 5 days.|{shop}: {item} is back in stock.|Your parcel is delayed by the snow. New date: {day}. There is nothing you need to do.
|{bank}: your code is {i}. Never share it, we will never ask for it.|{bank}: {sum} was paid to {n} on {day}. See it in the app.|Your {bank} statement for this month is ready. Open the app to read it.|{bank}: your balance is {sum} after a card payment at {shop}.|{i} is your {service} verification code. Don't share it with anyone.
|New sign-in to {service} on a Windows computer. If this was you, there is nothing to do. If not, change your password in the settings.|You changed your {service} password on {day}. If this wasn't you, visit the help centre.|Reset your password: {link} The link works for {hours}. If you did not ask for this, ignore this mail.
|Hi mum, got home safe. Can you send me the recipe?|mum can u pick me up at {time}? phone nearly dead|Dad, my new number is {phone}, the old one stops {day}. Will call you tonight|hey it's {n}, new phone, same number. are we on for {day}?|Mum, I'm at {n}'s, dinner without me. Love you|Can you lend me {sum} until {day}? I'll bring it when we meet
|I paid {sum} for the tickets, you can give it to me {day}|{n} sent you {sum}: pizza. See it in the app.|You owe me {sum} for the taxi haha|can you bring cash {day}? i need {sum} for the school trip|{toll}: thank you for your payment of {sum}. Receipt {i}.|Your toll account was topped up with {sum}. Your monthly statement is in your account.
|{office}: your tax return has been received. You do not need to do anything.|{office}: your appointment is {day} at {time}. Bring your passport.|Your MOT is due next month. Book any garage.|Reminder from {office}: renew your permit by {day}. Forms are at the counter.|Your council tax bill is available in your online account.|The court date was moved to {day}, {n} will tell you more
|Bitcoin fell again today, glad I sold last year|Did you read that piece on {coin}? Half of it is wrong.|Your {coin} purchase of {sum} is complete. Fees are listed in your account.|Our class on {day} explains what {coin} is and why it is risky.|Thanks for applying. We would like to talk with you {day} at {time}; {n} will call you.|Your application for the {job} position was received. We answer within two weeks.
|We are looking for a {project} editor in our office in Leeds. Salary by experience, apply with your CV by {day}.|Hi {n}, your shift on {day} starts at {time}.|The payslip for this month is in your inbox.|Hi {n}, are we still meeting {day}? I'll be there at {time}.|Sorry, wrong number.|happy birthday {n}!! see you {day}|Running late, start without me|It was lovely to meet you. Coffee {day}?
|{service}: your payment of {sum} was successful. Invoice {i} is in your account.|Your {service} plan renews on {day} for {sum}. You can change or cancel it in your settings.|Your {service} trial ends {day}. You will not be charged unless you choose a plan.|{service}: your payment did not go through. We will try again {day}; you can update your card in the app.|Thanks for your order. You paid {sum} for {item}. Questions? Just reply to this mail.
|Your storage is 80 percent full. You can delete old files or get more space in the settings.|Hi team, please find the {project} attached. Comments by {day}, please.|Please review my pull request for the {project} when you have a moment.|Could you approve invoice {i} for {sum}? The {project} team ordered {item}.|Our supplier sent the invoice {i}, due {day}. {n} has checked it.|Reminder: timesheets are due {day} at {time}.
|I'm in a meeting, I'll call you at {time}|Can you buy milk and {item} on the way?|Got you a gift card for your birthday, hope you like {shop}|The gift card from {n} worth {sum} has arrived, so kind!|We had {n}'s surprise party planned for {day}, don't tell|You have won second prize in the drawing contest of the library! Come and collect {item} {day}.|Our team won {day}!! what a match|Congratulations on the new job, {n}!
|Free entry to the museum {day} for everybody under 18.|The library offers free classes on {subject} each {day}.|{event} is on {day} at {time}. Everyone is welcome, entry is free.|20% off {item} this week at {shop}. You get this mail as a member; unsubscribe at any time.|Our sale starts {day}. Members shop a day earlier. Unsubscribe: {link}|Thank you for joining {shop}. Here is 10 % off your first order.
|Meet {product}. We built it because many of you asked. Read how it works: {link}|What's new: {product}, fewer clicks, and fixes. See the release notes {link}|This week in {subject}: five articles we liked, and one podcast. Read online {link}|Your weekly digest: {n} posted in {subject}, 3 new comments, 12 people joined.|{n} commented on your post about {subject}: "I saw the same thing last year."|{n} invited you to the {project} board. Open it: {link}
|{n} mentioned you in {project}: can you look at this by {day}?|Build {i} of {project} failed on main. Last commit by {n}. View the log: {link}|Your certificate for {project} expires in 14 days. It renews by itself if the record is in place.|Security update for {project}: please upgrade to the newest version. Details: {link}|Your domain renews {day}. No action is needed.|The IT desk will restart the mail server {day} at {time}. Save your work before.
|Your password expires in 10 days. Change it from the start menu of your work computer.|{n} shared "{project}" with you. You can open it in your drive.|New voicemail from {n}, 32 seconds.|Your prescription is ready. Collect it {day} until {time}.|Your appointment with the dentist is {day} at {time}. Call {phone} if you cannot come.|The doctor's results are back, all fine. No need to call.|Your vaccination is due. Book at the desk or call {phone}.
|Your table for four is booked {day} at {time}. See you then!|Your train leaves at {time} from platform {h}. Have a good trip.|Gate change: your flight now leaves from B{h}.|Your ride is here: grey Toyota, {n}.|Check-in is open for your stay. The code for the door is {i}.|The flat is still free. You can see it {day} at {time}; no payment before you have signed.|Rent of {sum} was received, thanks.|The landlord says the deposit of {sum} is back in your account.
|Is {item} still available? I could collect it {day} and pay cash.|Sold! {n} paid {sum} for {item}. Please ship it by {day}.|Please donate blood {day}, the van is at the station from {time}.|Thank you for your gift of {sum} to the shelter. A receipt is attached.|Fundraising run {day}! Meet at {time}, bring water. {n} has the numbers.|Insurance reminder: your cover renews {day}. The new price is {sum}; compare and tell us if anything changed.
|Your energy bill is {sum}, due {day}. You pay by direct debit, so nothing to do.|The meter will be read {day} {time}. Please leave the cellar open.|Solar panels: the neighbours got theirs last week and like them.|We are buying a house!! keys on {day}|The loan for the car is paid off, finally|Your loan payment of {sum} is due {day}.|My student loan letter came, only {sum} left|Could you help me lose weight before summer lol, jog {day}?
|A payment of {sum} from {n} has arrived in your account ending in {h}.|{bank}: {sum} was charged to your card ending in {h} at {shop}. If you do not know this payment, freeze the card in the app.|{n} requested {sum} for {item}. Pay or decline in the app.
|Your payout of {sum} is on its way and should reach your bank by {day}.|You added a new payee: {n}. Transfers to new payees take a day.|Your transfer of {sum} to {n} is complete. Reference {i}.|A direct debit of {sum} for {service} will be taken on {day}.|Your card ending in {h} was used for an online payment of {sum}. Available balance: {sum}.|Payroll for this month has been run. Your net pay of {sum} arrives on {day}.
|Your invoice {i} to {shop} was paid. {sum} less fees of {sum}.|Receipt from {service}: {sum}, paid with the card ending in {h}. View the receipt: {link}|Your expense claim for {item} was approved; {sum} will be paid with your next salary.|A deposit of {sum} has cleared. You can use the money now.|You have a new message from {bank}. Log in to the app to read it.|Your contract with {shop} was signed by {n}. A copy is in your files.
|You can now withdraw your balance of {sum}. Choose a bank account in your settings.|Foreign payment: {sum} at {shop}, converted at today's rate.|Your refund of {sum} from {shop} has been sent to your card.|We updated our terms and privacy policy. The changes start {day}; you do not have to do anything.|Your flight to Lisbon is confirmed. Booking reference {word}{i}. Total paid: {sum}.|Your account statement: opening balance {sum}, closing balance {sum}.
|the poker night is at {n}'s, {day} {time}, bring chips|Subscribe to the parish newsletter at the desk or by mail.|Thanks for subscribing! You will hear from us on the first {day} of each month. Preferences: {link}|You are receiving this because you signed up at {link}. Unsubscribe or change how often we write.|The survey takes 3 minutes and helps us plan {event}: {link}|How was your stay? Tell us in two minutes: {link}|Please rate your visit to {shop}.
|Tickets for {event} go on sale {day} at {time}: {link}|Agenda for {event}: budget, {project}, any other business. Minutes of the last meeting are attached.|Dear parents, {event} is on {day}. Please sign the form and send {sum} for the bus.|Dear all, the lift is out of order until {day}. Sorry for the trouble.|Hello neighbours, water will be off {day} from {time}.|To whom it may concern: I confirm that {n} works here since May.|The deadline for the {project} is {day}; late work loses a mark a day.
|I'll send you the link to {subject}, it's a good read|look at this {link} haha, just like you|{n} says hi. Can you send me his number?|Your code review has two open comments.|Act now if you want a seat at {event}, only 4 left|URGENT: need the {project} numbers before {time}, the client is waiting|Call me as soon as you see this, it's about grandma|Last call for pizza orders, text me yours until {time}|Limited places! Pottery course starts {day}, sign up at the desk"""

# An honest notice of money: it does not urge, requests no code, and says where to ask.
NOTICE = {
    "who": "your company's account|your checking account|your savings account|the card ending in {h}|your debit card|the joint account|your business account|the account of {shop}|your wallet|your credit card".split(
        "|"
    ),
    "did": """was charged {sum} by {party}|has received {sum} from {party}|was credited with {sum}|was debited by {sum}|received a deposit of {sum}|sent {sum} to {party} by wire|was refunded {sum} by {party}|paid {sum} to {party}
|was preauthorised for {sum} by {party}|has been linked to {party}|was opened|has a new statement|has a balance of {sum}|received a credit of {sum} from {party}|made a withdrawal of {sum}|transferred {sum} to {party}|reached its monthly limit""".replace(
        "\n", ""
    ).split("|"),
    "party": "{shop}|{service}|{carrier}|{n}|the payroll provider|{office}|the landlord|a supplier|the insurance|the energy company|the airline|the hotel|an online shop|the gym".split(
        "|"
    ),
    "detail": """The money is available now.|The transfer takes one to three business days.|The final amount may change when the payment settles.|The initial charge will be withdrawn later this week.|This was initiated by {n} on {day}.|Reference: {i}.|You can see the full details in your dashboard.
|Transaction details: {party}, {sum}, {day}.|Fees: {sum}.|The receipt is attached as a file.|This payment repeats each month until you stop it.|It was approved by {n}.|The payment method was the card ending in {h}.|No action is needed.|The exchange rate was fixed at {time}.|You added this account on {day}.
|Invoice number {i}, due {day}.|Available balance: {sum}.|The request was made in the app on {day} at {time}.|Memo: {project}.""".replace(
        "\n", ""
    ).split("|"),
    "help": """If you have any questions, just reply to this email.|If you do not recognise this, contact us through the app.|If something looks wrong, our support team is here every day.|You can change how we notify you in your settings.|This is an automatic message; replies are not read.|Thank you for banking with us.
|We are here to help.|Learn more in the help centre.|You receive this because notifications are on for this account.|To dispute a charge open it in the app and choose Report a problem.|Banking services are provided by a partner bank; deposits are insured.|Best, the team|Have a great day!|Need help? See {link}""".replace(
        "\n", ""
    ).split("|"),
}
SUBJECTS = "{who} {did}|A payment of {sum}|Your receipt from {party}|Your statement is ready|{n} sent you {sum}|Payment confirmation|Your payout is on its way|Invoice {i} from {party}|Let's finish setting up your account|Transfer complete".split(
    "|"
)


def notice(choose: random.Random) -> str:
    said = [choose.choice(NOTICE["who"]) + " " + choose.choice(NOTICE["did"]) + "."]
    said += choose.sample(NOTICE["detail"], choose.randint(0, 4)) + choose.sample(NOTICE["help"], choose.randint(0, 3))
    text = choose.choice(("", "", "Hi {n}, ", "Hello {n}. ", "Dear {n}\n")) + " ".join(part[0].upper() + part[1:] for part in said)
    if choose.random() < 0.5:
        text = f"{choose.choice(('Subject: ', 'SUBJECT: ', ''))}{choose.choice(SUBJECTS)}\n{text}"
    return filled(choose, text)


SPLIT = {name: block.replace("\n", "").split("|") for name, block in (("spam", SPAM), ("ham", HAM))}
OPENINGS = ("Hi {n},", "Dear {n},", "Hello,", "Dear customer,", "Good morning,", "Hi there!", "Hey {n}!", "")
CLOSINGS = (
    "Best, {n}",
    "Kind regards, {n}",
    "The {word} team",
    "Thanks, {n}",
    "Questions? Write to help@{word}{word2}.com",
    "See you {day}",
    "Unsubscribe: {link}",
    "",
)
SLOT = re.compile(r"\{(\w+)\}")


def filled(choose: random.Random, frame: str) -> str:
    while SLOT.search(frame):
        frame = SLOT.sub(lambda match: choose.choice(FILL.get(match.group(1)) or NOTICE[match.group(1)]), frame)
    return frame


def frames(kind: str, development: bool) -> list[str]:
    return [frame for frame in SPLIT[kind] if held_back(frame, 0.1) == development]


def message(choose: random.Random, kind: str, development: bool = False) -> str:
    """A short one, as on a phone."""
    text = filled(choose, choose.choice(frames(kind, development)))
    return text.lower() if choose.random() < 0.08 else text


def mail(choose: random.Random, kind: str, development: bool = False) -> str:
    """
    A longer one: an honest mail puts several matters in paragraphs; a fraud hides one lure among harmless sentences of a notice.
    """
    ham = frames("ham", development)
    body = choose.sample(ham, min(len(ham), choose.randint(2, 7) if kind == "ham" else choose.randint(0, 2)))
    if kind == "spam":
        lures = frames("spam", development)
        body = [*choose.sample(lures, min(len(lures), choose.randint(1, 3))), *body]
    separator = choose.choice(("\n\n", "\n", " "))
    parts = [choose.choice(OPENINGS), *body, choose.choice(CLOSINGS), choose.choice(CLOSINGS)]
    return filled(choose, separator.join(part for part in parts if part))
