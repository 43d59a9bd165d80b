"""Frames for toxicity without a bad word: veiled threats, insults and sexism in plain words, each beside harmless sentences that look alike."""

from __future__ import annotations

QUIET_FILL: dict[str, list[str]] = {
    "belonging": "garage|garden fence|new van|little shop|boat|front door|studio|barn|balcony|scooter|workshop|market stall".split("|"),
    "mishap": "caught fire|got broken into|burned to the ground|were smashed up|had an accident|got a visit at night|vanished one morning|met a brick".split(
        "|"
    ),
    "routine": """walk home along the canal|leave the gym at nine|park behind the library|pick up your daughter at four|jog before sunrise|take the last tram|lock up alone on Fridays
|sleep with the window open|sit by the same window""".replace("\n", "").split("|"),
    "dull": "wet cardboard|a broken kettle|an empty car park|a bag of gravel|a blank wall|a dead houseplant|lukewarm dishwater|a switched-off radio|a potato".split(
        "|"
    ),
    "merit": "brain|spine|talent|conscience|manners|charm|backbone|common sense|self-respect|imagination".split("|"),
    "company": "room|team|family|village|choir|class|meeting|party|office|thread".split("|"),
    "mens work": "drive a lorry|read a map|run a company|fix an engine|lead a country|write good code|understand offside|park a car|handle money|be a surgeon|fly a helicopter".split(
        "|"
    ),
    "housework": "cook dinner|iron shirts|change nappies|do the dishes|look pretty|make coffee for the men|clean the house|have babies".split(
        "|"
    ),
    "woman": "She|Our new manager|The girl in accounts|That lady engineer|The woman on the panel|My female boss|The new intern|Your wife".split(
        "|"
    ),
    "outing": "concert|train|sunset|wedding|summer sale|last bus|school play|match|eclipse".split("|"),
}

QUIET_TOXIC: dict[str, str] = {
    "veiled threat": """Lovely {belonging} you have there. I wonder how long it lasts.|Pity about your {belonging}. I mean, pity about what happens next.|I see that you {routine}. Good to know.|You still {routine}, don't you? I'd stop if I were you.
|It would be tragic if your {belonging} {mishap}.|Your {belonging} might find that it {mishap}. Just saying.|People who talk like that tend to lose things they love.|The last man who crossed us moved away in a hurry.|You have until Sunday. After that I cannot promise anything.
|Pay up, or ask the last one what happens.|We both know how easily a {belonging} burns.|I'd hate for your {kin} to find out the hard way.|My cousins would like a quiet talk with you, somewhere without cameras.|Funny that you {routine}, all on your own.|Keep digging and you'll end up in the hole.
|You have a nice life. Would you like to keep it?|Better check under your car tomorrow.|Next time it will not only be your {belonging}.|I know people, and those people know where you sleep.|You'll regret the day you opened your mouth. So will your {kin}.|How is your {kin}? Still on the same way to school?
|Enjoy your {belonging} while you can.|Somebody should teach you what silence is worth.|Be careful on those stairs. People slip.|I never forget a face, and I've got a photo of yours.|You testify, and we'll see who goes home.|It's a small town. We'll meet, and nobody will be watching.|hope your {belonging} is insured. you'll need it
|If I were you I'd stop asking. Your {kin} would thank me.|we are closer than you think. nice curtains|You {routine}. My friends noticed.|Some people end up in the river for less.|Remember, windows break so easily.|Count your fingers while you still can.""",
    "plain insult": """You have the {merit} of {dull}.|Talking to you is like talking to {dull}.|{dull} has more {merit} than you.|I've scraped things off my shoe with more {merit}.|If {merit} were rain, you'd be a desert.|Whoever taught you {merit} should ask for their money back.
|The whole {company} breathes out when you leave.|You light up the {company} by leaving it.|Every {company} has somebody that nobody invited. Here it is you.|You add as much to this {company} as {dull}.|Your {merit} must have been out of stock when you were made.|I'd ask for your opinion if I wanted to get something wrong.
|You peaked in kindergarten.|Your own {kin} changes the subject when your name comes up.|Were you always like this or did you take lessons?|You're the reason they print warnings on shampoo.|You are living proof that anybody can get a licence.|Somewhere a tree works hard to make the air that you waste.
|He couldn't find water if he fell out of a boat.|She is two sandwiches short of a picnic and the basket is gone too.|You bring people together: they all dislike you.|I'm impressed. I didn't think anyone could be that slow and still breathe.|Your mirror deserves an apology.|You're as useful as a glass hammer.
|Not even your {kin} laughs at your jokes, and they love you. Allegedly.|Go on, say something clever. We'll wait. We have all year.|You have two brain cells and they are not on speaking terms.|He has the {merit} of {dull} and half the looks.|It takes a special kind of person to be that wrong and that proud of it.|You're nobody, and you will stay nobody.
|You're the human version of {dull}.|If you were any slower you'd go backwards.|Your {kin} deserved better than you.|Some people are a gift. You're the packaging.|You've got nothing between your ears, have you?|I'd challenge you to think but I see you came unprepared.|People only keep you around out of pity.|Look in the mirror, then you'll know why you are alone.""",
    "sexism": """Women can't {mens work}.|A woman should {housework}, not {mens work}.|{woman} should {housework} and leave the thinking to us.|No woman can {mens work} as a man does.|Let her {housework}, that's what she's made for.|Girls don't belong in this {company}.
|{woman} is probably on her period again.|{woman} only got the job for her legs.|Of course {woman} can't {mens work}.|Never let a female {mens work}.|Who let a woman {mens work}?|Females are too emotional to {mens work}.|Calm down, love, and let the men {mens work}.|If {woman} smiled more, she'd be bearable.
|What you need is a husband, then you'd stop complaining.|With a body like that nobody listens to what you say, darling.|You'd get further here with a shorter skirt.|Come by my hotel room and we'll talk about your promotion.|Wear something tight tomorrow, the clients like to look.|Women lie about these things, they want attention.
|She was drunk, so whose fault is it?|A real man doesn't let his wife {mens work}.|Men lead, women {housework}. That's nature.|Feminists are just women that no man wanted.|She had it coming, out at that hour alone.|Is there a man I can talk to? Somebody who knows how to {mens work}?|Too pretty to {mens work}, stick to modelling, sweetie.
|Give me a kiss and I'll sign your form.|Women vote with their feelings, take it away from them.|{woman} won't last, she'll get pregnant soon enough.|Send me a picture without the dress, baby, don't be shy.|Girls who dress like that know what they want.|I bet you're fun after two drinks, when do you take that shirt off?
|Hire a man. Women only bring drama into the {company}.|your place is at home, go {housework}|women drivers, say no more|Old maids like you are just bitter.""",
}

QUIET_HARMLESS: dict[str, str] = {
    "concern": """Lovely {belonging} you have there. Where did you get it?|It would be a pity to miss the {outing}.|Sorry to hear that your {belonging} {mishap}.|My {belonging} {mishap} last year, so I keep it insured.|Do you still {routine}? I could join you.
|I {routine} most days.|Be careful on those stairs, the third one is loose.|Please lock the {belonging}, there were burglars next door.|You have until Sunday to hand in the form.|It's a small town, we'll meet again, I'm sure.|How is your {kin}? Still at the same school?|Better check your tyres before the trip.
|I know where you live, I'll drop the cake off at noon.|Nice curtains, are they new?|We'll be watching you from the front row, good luck!|The police asked whose {belonging} {mishap}.|Pay by Friday or there will be a late fee.|I'd hate for you to miss the {outing}.|Enjoy your {belonging}, you've earned it.
|If I were you I'd take the earlier train.|Keep digging, the roots go deep.|You'll regret it if you miss the {outing}.|Remember that glass breaks easily, so pack it well.|Someone should teach this at school.|I never forget a face, we met at the {outing}.|Our {belonging} burned down in {year} and the neighbours helped us.""",
    "dull things": """This film has the charm of {dull}.|The soup tasted like {dull}.|The hotel room had the charm of {dull}.|My old phone is as useful as a glass hammer.|The lecture was as exciting as {dull}.|You have more {merit} than you think.|You light up the {company} when you come in.
|The whole {company} misses you when you leave.|You bring people together, thank you.|Your {kin} laughs at all your jokes, and so do I.|I felt like {dull} after the night shift.|You're nobody's fool.|He has {merit}, and she has even more of it.|It takes {merit} to say that, well done.|I'd ask for your opinion first, you know this best.
|Every {company} needs somebody like you.|You work hard and it shows.|My {merit} was gone by the third hour of the exam.|You peaked at the right time of the race.|If you were any faster you'd fly.|The new sofa looks like {dull} but it is soft.|Were you always this good or did you take lessons?|Say something clever at the wedding, you always do.""",
    "women at work": """Women can {mens work}.|My {kin} taught me to {mens work}, she is the best at it.|{woman} can {mens work} better than I can.|Today she learned to {mens work}.|We share it: I {housework} and she works late.|My husband and I take turns to {housework}.|Why did people think that a woman could not {mens work}?
|Telling women to {housework} is outdated.|In {year} women were not allowed to {mens work}.|{woman} got the job because she was the best.|{woman} is on leave until May.|More girls than boys want to {mens work} now.|I have to {housework} before we go.|The first woman to {mens work} here was my aunt.|{woman} smiled and signed the form.
|He told her to smile more, and she complained, rightly.|Hire more women, the {company} will be better for it.|The report counts women in each {company}.|Her boss asked for photos, so she went to a lawyer.|Women lead half of these companies.|She wore a red dress to the {outing}.|Can you {housework} tonight? I'll do it tomorrow.""",
}
