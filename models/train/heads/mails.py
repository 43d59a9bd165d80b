"""The frame of a mail: headers, greeting, links, an address below. Honest mail and fraud get the same frame, so the frame carries no
evidence."""

from __future__ import annotations

import random

SENDERS = "Team News Support Billing Anna Billie Service Updates Accounts Hello Careers Events Info Orders".split()
HOSTS = "shop bank mail cloud news travel school city studio health games music books photo energy".split()
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
FOOTERS = (
    "Unsubscribe {link}",
    "You receive this mail because you have an account. Manage your preferences {link} or view it in your browser {link}",
    "© {year} {host}, {number} {street} Street, Suite {number}",
    "Follow us {link}   Help {link}   Privacy {link}",
    "Do not reply to this address. Write to {address} or call {phone}",
    "Sent from my phone",
    "",
)
STREETS = "Mill Market Second Park River Station High Oak".split()


def framed(choose: random.Random, text: str) -> str:
    """The text as the body of a mail."""
    host = f"{choose.choice(HOSTS)}{choose.choice(HOSTS)}.{choose.choice(('com', 'org', 'net', 'co'))}"
    sender = choose.choice(SENDERS)
    values = {
        "host": host,
        "link": f"https://{host}/{choose.randint(1, 99999)}",
        "address": f"{sender.lower()}@{host}",
        "number": choose.randint(1, 9999),
        "year": choose.randint(2010, 2026),
        "street": choose.choice(STREETS),
        "phone": f"{choose.randint(200, 999)} {choose.randint(200, 999)} {choose.randint(1000, 9999)}",
    }
    subject = " ".join(text.split()[: choose.randint(2, 7)])
    date = f"{choose.choice(WEEKDAYS)}, {choose.randint(1, 28)} {choose.choice(MONTHS)} {values['year']} {choose.randint(0, 23):02}:{choose.randint(0, 59):02}:{choose.randint(0, 59):02} +0{choose.randint(0, 9)}00"
    headers = [f"Subject: {subject}", f"From: {sender} <{values['address']}>", f"Date: {date}"]
    if choose.random() < 0.3:
        headers = [header.upper().split(":")[0] + ":" + header.split(":", 1)[1] for header in headers]
    choose.shuffle(headers)
    separator = choose.choice(("\n", " ", "|", " | "))
    top = separator.join(headers[: choose.randint(0, 3)])
    footer = "\n".join(choose.choice(FOOTERS) for _ in range(choose.randint(0, 3))).format(**values)
    middle = text if choose.random() < 0.5 else text.replace(". ", f". {values['link']} ", 1)
    return f"{top}\n\n{middle}\n\n{footer}".strip()
