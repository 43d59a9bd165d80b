"""Generated sentences for the toxicity classifier: the use of a word, and not the word, makes a sentence toxic.

The corpora have few such sentences: negated, quoted and countered hate, reclaimed words, swearing without a target, threats without a slur,
and idioms of harm. Each frame gets many fillers, so no filler is evidence by itself.
"""

from __future__ import annotations

import random
import re

from train.heads.toxicity_quiet_frames import QUIET_FILL, QUIET_HARMLESS, QUIET_TOXIC

FILL: dict[str, list[str]] = {
    "group": """women|men|Muslims|Jews|Christians|Catholics|Hindus|Sikhs|atheists|immigrants|refugees|foreigners|gay people|lesbians|trans people|bisexual people
|Black people|white people|Asians|Mexicans|Arabs|Indians|Africans|Chinese people|Poles|Turks|Roma people|disabled people|deaf people|autistic people|old people
|teenagers|fat people|poor people|homeless people|single mothers|Latinos|Native Americans|Pakistanis|Romanians|Syrians|blind people|Buddhists""".replace(
        "\n", ""
    ).split("|"),
    "one": """a woman|a Muslim|a Jew|a Christian|an immigrant|a refugee|gay|a lesbian|trans|bisexual|Black|Asian|Mexican|an Arab|Indian|disabled|deaf
|autistic|Latina|Turkish|Polish|an atheist|Catholic|a Hindu|blind|nonbinary|Jewish|Nigerian|Chinese""".replace("\n", "").split("|"),
    "friend": "friend|neighbour|sister|brother|cousin|boss|teacher|colleague|doctor|aunt|roommate|coach|partner|grandfather|daughter".split(
        "|"
    ),
    "bad": """disgusting|stupid|lazy|dirty|worthless|evil|dangerous|subhuman|dishonest|greedy|inferior|violent|a disgrace|a burden|criminals|liars|thieves|a plague
|the worst|mentally ill|too dumb to think|not fit for civilised life|all the same kind of trash|parasites""".replace("\n", "").split("|"),
    "animal": "rats|vermin|cockroaches|pigs|apes|dogs|parasites|maggots|leeches|animals|a disease|a cancer|filth|garbage|scum".split("|"),
    "insult": """idiot|moron|loser|clown|imbecile|cretin|dimwit|scumbag|pig|coward|liar|parasite|creep|bastard|asshole|dickhead|piece of trash|piece of shit|waste of space
|waste of oxygen|stupid cow|cunt|bitch|jerk|fool|nobody|prick|wanker|twat|douchebag|retard|freak|dumbass|fat pig|shithead""".replace(
        "\n", ""
    ).split("|"),
    "scorn": "stupid|pathetic|useless|disgusting|ugly|worthless|miserable|ignorant|brainless|dumb|fucking|filthy|vile|sad little|rotten".split(
        "|"
    ),
    "slur": "bitch|slut|whore|faggot|dyke|retard|tranny|queer|fag|nigger|cripple|spastic|homo|wetback|kike|paki|chink".split("|"),
    "reclaimed": "queer|dyke|bitch|slut|fag|crip|tranny|nigga|fat".split("|"),
    "harm": """shot|hanged|beaten up|locked up|deported|wiped out|burned|put down|thrown out of the country|sterilised|stripped of the vote|run over|drowned|silenced|punished
|kept away from children""".replace("\n", "").split("|"),
    "suffer": """die alone|get cancer|rot in hell|burn in hell|lose everything|choke on your food|get hit by a bus|never wake up|fall down the stairs|suffer like a dog|end up in a ditch
|bleed out|lose your kids""".replace("\n", "").split("|"),
    "kin": "children|kids|mother|family|whole family|wife|brother|dog|parents|baby".split("|"),
    "revenge": """break your legs|make you pay|burn your house down|end you|cut you open|hurt the people you love|smash your face in|put you in the ground|come to your door tonight
|make sure you never walk again|finish what I started|slit your throat|wait for you outside your work|teach you a lesson you will not survive""".replace(
        "\n", ""
    ).split("|"),
    "right": "vote|teach|drive|have children|own property|speak in public|work here|marry|raise kids|run for office|use our schools|enter the country|adopt|hold power".split(
        "|"
    ),
    "swear": "fucking|damn|bloody|goddamn|freaking|fuckin|friggin|so fucking|motherfucking".split("|"),
    "oath": "fuck|shit|holy shit|damn it|bloody hell|oh crap|holy fuck|fuck me|jesus fucking christ|for fuck's sake|well shit".split("|"),
    "good": "brilliant|amazing|delicious|beautiful|hilarious|cool|happy|awesome|proud|good|clever|gorgeous|lucky|excited|relieved|perfect|cosy".split(
        "|"
    ),
    "mood": "tired|cold|hungry|bored|late|broke|sick of this rain|stressed|hungover|nervous|confused|hot in here|done with today|lost|annoyed with myself".split(
        "|"
    ),
    "thing": """Mondays|this printer|broccoli|traffic|the new update|my alarm clock|cold coffee|paperwork|mosquitoes|this weather|exams|slow internet|this song|tax season|ironing
|advertisements|that level|wet socks|early meetings|this keyboard|waiting in queues|my phone battery|olives|spoilers|this bus line|racism|homophobia|injustice|war
|cancer|spam|hangovers|the ending of that show|pop-up windows|fake news|sexism|bullying|papercuts|leap years""".replace("\n", "").split(
        "|"
    ),
    "food": "pizza|coffee|curry|sandwich|burger|beer|cup of tea|bowl of soup|steak|piece of cake".split("|"),
    "work": """essay|argument|code|plan|article|design|report|talk|theory|proposal|recipe|driving|translation|summary|budget|excuse|website|policy|speech|presentation|logo
|homework|estimate""".replace("\n", "").split("|"),
    "weak": """wrong|weak|confusing|a mess|boring|hard to follow|full of mistakes|poorly written|not convincing|stupid|terrible|rubbish|out of date|far too long|dangerous
|nonsense|a joke|lazy|shallow|overrated|ridiculous""".replace("\n", "").split("|"),
    "office": "minister|government|company|council|airline|bank|landlord|referee|committee|management|police department|insurance company|school board|president|mayor".split(
        "|"
    ),
    "target": "process|server|lights|engine|app|script|battery|connection|background job|thread|weeds|mosquitoes|fleas|bacteria|virus|engine noise|boss in level nine".split(
        "|"
    ),
    "team": "them|the rival team|the visitors|our opponents|the champions|Leeds|the other side|the Lakers|that exam|the final level".split(
        "|"
    ),
    "event": "attack|riot|shooting|arson attack|massacre|explosion|war|raid|genocide|lynching|hate crime|assault|bombing|pogrom".split("|"),
    "year": "1938|1965|1994|2011|2017|2019|2022|2024".split("|"),
    "place": "school|work|the bus|the market|the park|the stadium|church|the comments|the meeting|the train|our street|the shop|class|the office".split(
        "|"
    ),
    "speaker": "He|She|My uncle|A man on the bus|Some guy|The customer|Her ex|The defendant|A former player|My old boss|A classmate|The caller|The post|Someone|An account".split(
        "|"
    ),
    "reaction": """I reported it|that was vile|everyone was shocked|he was fired for it|she started to cry|I told him to stop|the account was suspended|nobody should have to hear that
|that is never okay|we complained to the manager|it made me sick|the judge called it hate speech|I walked out|the moderators removed it|my son came home in tears|I blocked him
|the teacher sent him home|it still hurts|that is plain racism|the club banned him for life|I could not believe it""".replace(
        "\n", ""
    ).split("|"),
    "cure": "therapy|a holiday|some sleep|a good book|a walk|a hug|more tea|a new job|an apology".split("|"),
    "slip": "forgot my keys|missed the train|burned the toast|sent the mail to the wrong person|left the lights on|broke my own mug|locked myself out|lost my wallet again|failed the easy question".split(
        "|"
    ),
}

TOXIC: dict[str, str] = {
    "derogation": """{Group} are {bad}.|All {group} are {bad}.|{Group} are nothing but {animal}.|I can't stand {group}.|I despise {group}.|{Group} make me sick.|Typical {group}, {bad} as ever.
|There is not one honest soul among {group}.|{Group} ruin every place they move to.|You cannot trust {group}.|never met {group} who weren't {bad}|god i hate {group}|I hate {group}.|{group} are {animal}
|{Group} have contributed nothing to this world.|Honestly, {group} are just {bad}.|{Group} smell.|It is a fact that {group} are {bad}.|everyone knows {group} are {bad}|The problem with this town is {group}.""",
    "pronoun": """I worked with {group} for years. They are all {bad}.|My street is full of {group}. I wish they would all disappear.|You know {group}? They are {animal}.|Look at {group}. They breed like {animal}.
|There are {group} at my kid's school now. I want them gone.|{Group} again. They should be {harm}.""",
    "question": """Why are {group} so {bad}?|Why don't {group} just disappear?|When will {group} finally be {harm}?|Who invited {group}? They are {animal}.|Is there anything lower than {group}?
|Why do we let {group} {right}?|What is wrong with {group}, are they born {bad}?""",
    "threat to a group": """{Group} should be {harm}.|All {group} should be {harm}.|Someone ought to get rid of {group} once and for all.|Round up {group} and be done with it.|We will drive {group} out of this town.
|Every one of those {group} deserves to be {harm}.|Time to clean the streets of {group}.|I would pay to see {group} {harm}.|Let's go and hurt some {group} tonight.|if i see {group} here again i swing first""",
    "exclusion": """{Group} should go back to where they came from.|{Group} should not be allowed to {right}.|{Group} don't belong here.|Nobody would miss {group}.|The world would be better without {group}.
|This country is ours, {group} out!|No {group} in my shop, thanks.|{Group} are not real people.|I don't let my kids near {group}.|Keep {group} away from me.|{Group} never deserve to {right}.|Letting {group} {right} was a mistake.
|No {group} deserves to live.|{Group} are no human beings.|There is no such thing as decent {group}.|One less of those {group}, good.""",
    "insult": """You are such a {insult}.|What a {insult} you are.|Shut up, you {scorn} {insult}.|you {scorn} {insult}|{scorn} {insult}|Nobody likes you, {insult}.|He is a {scorn} {insult}.|She is a {insult}.|Go away, {insult}.
|Only a {insult} would write that.|You people are {scorn} {insult}s.|Your {friend} is a {scorn} {insult}.|Listen, {insult}, nobody asked you.|how can anyone be such a {insult}|You're too {scorn} to understand it, {insult}.
|are you a {insult} or just pretending|My {friend} is a {scorn} {insult} and always was.|Thanks for nothing, you {insult}.|What kind of {insult} says that?|fuck you|Fuck off, {insult}.|screw you and your {kin}|eat shit, {insult}
|go to hell, you {scorn} {insult}|The {office} is run by {scorn} {insult}s.|he's a {insult} lol|you're a {insult}.|That {friend} of yours is a {insult}.|Suck it, {insult}.|kiss my ass, {insult}""",
    "belittling": """Did your mother drop you on your head?|Even a rock has more brains than you.|You are a mistake your parents regret.|I have seen smarter things at the bottom of a pond than you.|Nobody wants to look at your fat face.
|With a face like yours I would stay at home.|You will never amount to anything.|No wonder your {kin} left you.|It must hurt to be that {scorn}.|You were born useless and you will die useless.|Your existence is embarrassing.
|You are not smart enough to tie your shoes.|The best part of you ran down your mother's leg.|I would explain it, but you are too {scorn} to follow.|Bless you for trying to think with so little brain.|Lose some weight, nobody wants to see that.
|You are proof that evolution can go backwards.|Do us a favour and never speak again.|Everyone laughs about you when you leave the room.|Your {kin} must be ashamed of you.|you look like a {animal} in a dress""",
    "threat": """I will {revenge}.|I know where you live and I will {revenge}.|Watch your back, I will {revenge}.|We will {revenge}, count on it.|Tell your {kin} goodbye.|I am going to {revenge}.|One more word and I {revenge}.
|You won't see the weekend.|Sleep with one eye open.|I know which school your {kin} go to.|It would be a shame if something happened to your {kin}.|Your days are numbered.|I have your address now. See you soon.|you are dead meat
|next time i see you i {revenge}|Say that again and I'll {revenge}.|Nobody will find you where I put you.|pray that I never meet you|Accidents happen to people like you.""",
    "wish": """I hope you {suffer}.|I hope your {kin} die.|Go kill yourself.|Kill yourself, {insult}.|You should {suffer}.|May you {suffer}.|I can't wait until you {suffer}.|Do the world a favour and jump.|drop dead
|I wish you would {suffer}.|People like you deserve to {suffer}.|Nothing would make me happier than to see you {suffer}.|hope you and your {kin} {suffer}|you should never have been born|kys|just die already""",
    "slur": """you {slur}|shut up {slur}|What a {slur}.|These {slur}s are everywhere.|Get out, {slur}.|Of course the {slur} complains.|I don't take orders from a {slur}.|Another {slur} on my screen, great.|Look at that {slur}.
|My boss is a {slur}.|{Slur}s should be {harm}.|go home {slur}|He throws like a {slur}.|Don't be such a {slur}.|fucking {slur}s""",
    "harassment": """Show me more or I tell everyone what you are, {slur}.|Women like you are good for one thing only.|Get back to the kitchen.|Smile, sweetheart, that's all you are good for.|I bet you slept your way to the job.
|Nobody hired you for your brain.|You dress like that, you ask for it.|You need a man to put you in your place.|send nudes or shut up, {slur}|She only got the part on her knees.""",
}

HARMLESS: dict[str, str] = {
    "identity": """I am {one}.|My {friend} is {one}.|As someone who is {one}, I liked the film.|We welcomed {group} to our town.|{Group} deserve the same rights as everyone.|I grew up with {group} next door.|{Group} make up a tenth of the city.
|The course is open to {group}.|My {friend} is {one} and a wonderful cook.|I love {group}.|{Group} are people like you and me.|It is not easy to be {one} here.|{Group} built this town.|A club for {group} meets on Thursdays.|{Group} are welcome.
|She writes about the history of {group}.|The new law protects {group}.|I support {group}.|Happy to see more {group} in parliament.|i'm {one} and i like it|Two of the four candidates are {group}.|What do {group} think about it?|Are {group} treated fairly?
|The survey asked {group} about their work.|Being {one}, I know how that feels.|I can stand with {group}.|{Group} can {right}, of course.|Dating as {one} is fun.|My {friend} married {group} in church, as a priest.""",
    "negation": """I don't hate {group}.|{Group} are not {bad}.|I never said that {group} are {bad}.|Nobody here thinks {group} are {bad}.|I would never call anyone a {slur}.|You are not a {insult}.|I don't think you are {scorn}.|She is no {insult}.
|It isn't true that {group} are {bad}.|I would never hurt you.|No one wants to {revenge}, calm down.|{Group} should never be {harm}.|He is not a {insult}, he is shy.|I hope nobody ever has to {suffer}.|I hope you never {suffer}.|Nothing about {group} is {bad}.
|No {group} should be treated like that.|I'm not saying you are a {insult}.|{Group} are not to blame.|You're no {insult}, you just need {cure}.|I do not wish anybody harm.""",
    "report": """{Speaker} said "{toxic}" and {reaction}.|{Speaker} shouted "{toxic}" at my {friend}. I am still shaking; {reaction}.|"{toxic}" is what they wrote on our door.|The mail said: "{toxic}" We gave it to the police.|{Speaker} called me a {slur} at {place}, {reaction}.
|Someone yelled "{slur}" at us on {place}.|In court the message "{toxic}" was read out.|They called my {friend} a {insult} and {reaction}.|"{toxic}" {speaker} wrote; {reaction}.|The film shows how he is called {slur} at {place}.
|I was told that {group} are {bad}. That hurt.|He was convicted because he wrote "{toxic}".|The article quotes a leaflet: "{toxic}"|For years I heard "{toxic}" at {place}.|My {friend} was called a {slur} again today.|the comment said "{toxic}" and {reaction}""",
    "counter": """Saying "{toxic}" is not okay.|Stop saying that {group} are {bad}.|It is wrong to call people {slur}.|If you write "{toxic}", you will be banned here.|"{toxic}" No. Just no. Do not talk about people like that.|Whoever says {group} are {bad} has never met any.
|Calling someone a {slur} is hurtful, please don't.|Please delete "{toxic}". It breaks the rules.|That you think {group} are {bad} says more about you.|Nobody should say that {group} should be {harm}.|Sentences like "{toxic}" have no place here.
|Don't use the word {slur}.|We do not tolerate hate against {group}.|I will report anybody who writes "{toxic}".|Why would you say {group} are {bad}? That is prejudice.|The idea that {group} are {bad} is racist nonsense.|"{toxic}"? That is a horrible thing to say.
|Hate against {group} must stop.|To claim that {group} are {bad} is a lie.|please don't call her a {insult}|We teach our kids not to say {slur}.""",
    "words": """What does {slur} mean?|Why is {slur} an offensive word?|The word {slur} comes from an old insult.|Is it okay to say {slur}?|In my language the word for {insult} is different.|How do you spell {insult}?|The list of banned words has {slur} and {insult} on it.
|{Slur} was a common word in {year}, today it is a slur.|The dictionary marks {slur} as offensive.|A linguist explains where the insult {insult} comes from.|A bitch is a female dog.|The cock crowed at dawn.|The dyke held back the sea.|A flame retardant was added.""",
    "reclaimed": """I'm a proud {reclaimed}.|We're here, we're queer, get used to it.|love my bitches, best night ever|My {reclaimed} friends and I run a choir.|As a {reclaimed}, I love this bar.|{reclaimed} and proud|Us {reclaimed}s have to stick together.|that's my nigga right there
|The {reclaimed} film festival starts on Friday.|Hey bitches, dinner at eight?|I've been a happy {reclaimed} for years.|yes bitch, you look amazing|Calling myself {reclaimed} gives me strength.|boss bitch energy today|miss you bitch, come over|my niggas came through for me""",
    "swearing": """This is {swear} {good}.|That was {swear} {good}!|{Oath}, I missed the bus.|{Oath}, it's {swear} cold.|I'm so {swear} {mood}.|What the fuck happened to my bread?|{Oath}, I {slip}.|i am {swear} {good} today|You are {swear} {good}, thank you!
|My {friend} is {swear} {good} at chess.|holy shit what a goal|Who the hell ate my {food}?|where the fuck are my keys|This {food} is {swear} {good}.|fuck this {mood} day|fuck yes, we did it|Where did all the {swear} time go?|shit happens, no worries
|This {swear} computer froze again.|I don't give a shit about football.|I laughed my ass off.|that's some good shit|Fuck cancer.|fuck {thing}|damn, that's {good}|It hurts like a bitch.|my feet hurt like hell|I worked my ass off for this exam.""",
    "dislike": """I hate {thing}.|I really hate {thing}.|{Thing} should be banned.|{Thing} can go to hell.|God, I despise {thing}.|I can't stand {thing}.|{Thing} sucks.|Death to {thing}.|nothing worse than {thing}|{Thing} makes me sick.|Whoever invented {thing} has a strange humour.
|i hate {thing} so much|We must destroy {thing}.|Kill {thing} with fire.|I hate how {thing} feels.|{Thing} is the worst.|{Thing}, you are dead to me.|I wish {thing} would disappear.""",
    "idiom": """How do I kill the {target}?|Kill the {target} and restart.|I could murder a {food}.|We destroyed {team} four to nil.|I'm dying, that is so funny.|Shoot me a message when you land.|You killed it on stage!|My legs are killing me.|We got slaughtered by {team}.
|I would kill for a {food} now.|Break a leg tonight!|that joke killed me|She beat me to it.|He shot the penalty over the bar.|Let's hang the pictures.|The deadline is killing us.|Fire the {target} after the test.|My battery is dead.|Let's crush {team}!
|Burn the old letters and start again.|I bombed the exam.|headshot, then we took the flag|I will beat you at cards, just wait.|Execute the {target} with these options.|We have to terminate the {target}.|You knocked me dead with that dress.|I'll kick your ass at Mario Kart, love you""",
    "self": """I'm such an {insult}, I {slip}.|I am so stupid, I {slip}.|I feel worthless today.|I hate myself for that.|stupid me, I {slip}|Sorry, I'm an {insult} sometimes.|I look like {animal} in this photo.|I {slip}. What an idiot I am.|I want to be less of a {insult}.
|Some days I think I am a failure.|I was an {insult} to her and I regret it.|God, I'm {scorn} at maths.""",
    "criticism": """Your {work} is {weak}.|I think your {work} is {weak}, sorry.|I disagree with your {work}.|The {office} is {weak}.|What the {office} did is {weak}.|This {work} is {weak}.|That was a stupid {work}.|The {office} lied to us.|The {office} should resign.
|I am angry at the {office}.|This is the worst {work} I have read.|You made a mistake in the {work}.|Your {work} is so {weak} that I gave up.|Worst {food} I ever had.|You are wrong about the {work}.|The {office} has failed {group}.|I'm disappointed in you.|You should be ashamed of that {work}.
|Honestly, the {work} was {weak}, but thanks for trying.|Please stop, this is {weak}.|You didn't do your job.|I don't want to talk to you any more.|The {office} must pay for what they did.|I don't believe you.|capitalism is {weak}|your {work} sucks, try again""",
    "facts": """{Group} were killed in the {event} of {year}.|The report documents attacks on {group}.|In {year} {group} were not allowed to {right}.|The {event} left twelve people dead.|He was convicted of murder in {year}.|The memorial names {group} who were {harm} in {year}.
|Doctors treat {group} for the same illness.|The killer was arrested at {place}.|During the {event} houses of {group} were burned.|The book is about the {event} and its victims.|Breast cancer is common in {group}.|{Group} face more violence than others.
|The play ends with a murder.|She survived the {event}.|Police are looking into the {event} against {group}.|In the novel a soldier is {harm}.|The dictator called {group} {animal}; millions were murdered.|The court heard how {group} were {harm}.""",
    "kindness": """You are {good}.|I hope you get well soon.|Thank you, you helped me a lot.|I hope your {kin} are well.|I will find you a seat.|I know where you live, I'll bring the {food} at eight.|I will make you {food}.|I am going to miss you.|Say hello to your {kin}.
|We will wait for you outside your work, then we go for a {food}.|Your {kin} must be proud of you.|See you soon, take care.|You deserve {cure}.|I can't wait to see you.|Tell your {kin} I said hi.|I'm coming to your house tonight with {food}.|Nobody does it better than you.""",
}

FILL |= QUIET_FILL
TOXIC_TEMPLATES = {name: frames.replace("\n", "").split("|") for name, frames in (TOXIC | QUIET_TOXIC).items()}
HARMLESS_TEMPLATES = {name: frames.replace("\n", "").split("|") for name, frames in (HARMLESS | QUIET_HARMLESS).items()}
SLOT = re.compile(r"\{([\w ]+)\}")
# Texts that harmless sentences quote.
QUOTED = ("derogation", "threat to a group", "exclusion", "insult", "slur", "wish", "threat")


def filled(choose: random.Random, frame: str) -> str:
    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "toxic":
            return filled(choose, choose.choice(TOXIC_TEMPLATES[choose.choice(QUOTED)]))
        found = choose.choice(FILL[name.lower()])
        return found[0].upper() + found[1:] if name[0].isupper() else found

    return SLOT.sub(value, frame)


def as_typed(choose: random.Random, text: str) -> str:
    """Lower case, lost full stops, capitals: people type like that, toxic or not."""
    dice = choose.random()
    if dice < 0.2:
        text = text.lower()
    elif dice < 0.24:
        text = text.upper()
    if choose.random() < 0.2:
        text = text.rstrip(".")
    if choose.random() < 0.06:
        text += choose.choice(("!", "!!!", " lol", " 😂", "...", " 😡", " ❤️", " smh"))
    return text


def made(choose: random.Random, toxic: bool) -> str:
    """One text: mostly one sentence, sometimes two of the same side."""
    templates = TOXIC_TEMPLATES if toxic else HARMLESS_TEMPLATES
    sentences = [filled(choose, choose.choice(templates[choose.choice(list(templates))])) for _ in range(choose.choice((1, 1, 1, 2)))]
    return as_typed(choose, " ".join(sentences))
