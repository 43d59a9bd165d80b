"""English frames without a name whose words look like names: posts, headlines, titles of works, products, diseases, logs.

{work} is the title of an invented work, {thing} an invented product; other slots as in `train.pii.frames`.
"""

POSTS = """
Cant Believe It Is Only {weekday}
Sooo tired rn, why did i stay up till {time}
ugh Mondays. Coffee first, then Humans
just finished {work} and im not okay
who else is watching {work} tonight??
{work} > {work}, fight me
RT if you ever fell asleep on the bus
RT {handle}: new track out {weekday}, link in bio
{handle} haha same here
{handle} {handle} we should totally do this again
Dear Brain, please shut up at {time}. Sincerely, Me
Note to self: Never Buy Cheap Batteries Again
Gonna be a loooong day #ugh #needcoffee
Day {number} of the diet: Cake won.
My Cat thinks the Keyboard is a Pillow
Shoutout to everyone who has to work on Christmas
Finals week got me like Zzzzz
Wow. Just Wow. Best Pizza Ever
Chillin at the Beach w/ the crew
Omw to the gym, wish me luck
Happy Mothers Day to all the Moms out there!
Happy Halloween everybody, stay spooky
Good Morning World! Sun is out, Windows down
Goodnight Twitter, see yall tomorrow
Never Give Up On Your Dreams
Real Talk: nobody likes the new update
Plot twist: it was Wednesday the whole time
Throwback to the time when Tickets cost {money}
Fun fact: Octopuses have three hearts
Giveaway! Follow, Like and Retweet to win a {thing}
Unboxing the {thing} tonight at {time}, stay tuned
Anybody got a charger for the {thing}?
lmao the bus driver just sang Happy Birthday to the whole bus
Smh. People these days. No Manners.
Hot Take: Pineapple belongs on Pizza
Power is out again. Thanks, Storm.
Snow Day!!! No School!!!
Gooooaaaal!!! What A Match!
Halftime and still nil nil, Ref needs glasses
Can the Season start already
New Haircut, New Me
Wifi at Grandmas is slower than a Turtle
Two Exams, One Brain Cell
im at the library and somebody is eating Chips sooo loud
Mum Said No. Dad Said Ask Mum.
Bro Really Said Trust Me
Nah Fam That Aint It
Aint Nobody Got Time For That
Idk Man, Seems Legit
Blessed and Grateful. Have A Great Week Everyone
Ready For The Weekend
Worst. Service. Ever.
Lost my Keys, found Five Socks
Moms Lasagna is undefeated
Shopping list: Eggs, Milk, Bleach, Hope
tonight: Netflix, Blanket, Tea
Somebody please invent Calorie Free Chocolate
Traffic on the Bridge is insane, leave early
Rip my phone {month} to {month}
Bae Watch is on, do not disturb
Congrats Class of {yr}!
Bday Party was lit, thx all who came
Cuz I said so, thats why
Wut is happening in Chat rn
Hey Siri, set a timer. Hey Google, stop. Alexa, play {work}.
Yas Queen! Slay!
Ok Boomer
Boss Level: Laundry
"""

HEADLINES = """
Rail Strike Ends After Night Of Talks
Bread Prices Rise For Third Month In A Row
Storm Cuts Power To Thousands Of Homes
Council Backs Plan For New Cycle Lanes
Court Rejects Appeal In Water Case
Scientists Find New Species Of Frog
Why Sleep Matters More Than You Think
Ten Ways To Save Money On Heating
Homes Evacuated After Gas Leak
Schools Reopen As Flood Waters Fall
Markets Slide On Fears Of Higher Rates
Budget Vote Delayed Until {weekday}
Teachers Call For Smaller Classes
Fire Destroys Barn; No One Hurt
Review: {work} Is A Slow But Rewarding Film
{work} Tops Charts For A Second Week
{work} Wins Prize For Best Picture
Trailer For {work} Is Out Now
Recall: {thing} May Overheat
{thing} Review: Small Phone, Big Battery
Leaked: {thing} To Launch In {month}
Police Appeal For Witnesses After Crash
Patients Wait Longer For Treatment, Report Says
Record Heat Expected {weekday}
Opinion: Stop Blaming The Weather
Live: Minister Faces Questions On Tax Plan
Exclusive: Hospital Closed Beds To Save Cash
BREAKING: Bridge Closed In Both Directions
Weather: Fog, Then Sunny Spells
Quiz: How Well Do You Know Cheese?
Letters: Let Dogs Off The Lead
Cup Final Ends In Draw As Keeper Saves Late Penalty
Coach Praises Young Squad After Opening Win
Hikers Rescued From Cliff
Bakery Of The Year Named
Drought Hits Olive Harvest
"""

TITLES = """
Have you read {work}? I am on page {number}.
{work} is sold out, but {work} has a few copies left.
We watched {work}, then {work}.
My favourite song is {work}.
Tonight on Channel {number}: {work}, then {work} and the News.
Currently reading: {work}
Playlist: {work}, {work}, {work}
"{work}" is overrated.
The game {work} crashes on level {number}.
Season {number} of {work} was better.
Now streaming: {work}
The {thing} comes in Black, Silver and Rose.
Is the {thing} waterproof?
My {thing} does not charge any more.
I bought a {thing} for {money} and sent it back.
{thing} vs {thing}: which one should I get?
The {thing} needs two batteries.
Does the {thing} fit the {thing}?
Compare the {thing} with the {product}.
Nail polish in Cherry Bomb, Misty Rose and Sandy Beach
Paint: Heather Grey, Jade, Olive and Amber
Roses: Heritage, Iceberg, Peace
Apples: Gala, Pink Lady, Granny Smith
Cheddar, Brie, Stilton and Gouda on the board
Earl Grey, Darjeeling and Assam are on the second shelf.
Caesar salad, eggs Benedict and beef Wellington
The Volt, the Leaf and the Golf are in the garage.
I sold my Jaguar and bought a Mini.
The Victorian house has a Dutch door and a French window.
Fonts: Georgia, Garamond, Helvetica, Courier
"""

MEDICAL = """
Family history of Alzheimer disease and Parkinson disease.
No sign of Crohn's disease.
Down syndrome screening was negative.
Hodgkin lymphoma, stage {number}
Hashimoto thyroiditis, TSH raised
The Babinski sign was negative on both sides.
Apgar score {number}, Glasgow Coma Scale 15
Rx: Lisinopril, Metoprolol and Xarelto
She takes Prozac and Ambien at night.
Allergies: Penicillin, Latex, Codeine
Blood: Sodium {number}, Potassium 4.1, Creatinine 0.9
Raynaud phenomenon in both hands
Referred to Cardiology and Physiotherapy
Baker cyst behind the left knee
Heimlich manoeuvre performed by a bystander
Wilson disease was ruled out.
Hallux valgus, Achilles tendon thickened
Lyme disease after a tick bite in {month}
Chest X-ray: no Kerley lines
Heart failure, NYHA class II, Killip I
Ringer solution {number} ml over two hours
Foley catheter removed, Tylenol as needed
Weber and Rinne tests normal
Salmonella and Listeria were not found.
"""

TECHNICAL = """
INFO [main] Started Application in {number} ms
{time} WARN Retrying connection to Redis, attempt {number}
ERROR Worker {number} exited with Signal 9
Jenkins build {id} failed, see the Docker log
Puppet and Chef run on the same node.
Django and Flask both work with Celery.
Maven downloads Jackson, Jersey and Guava.
Run Prettier before Jasmine and Karma.
The Julia kernel and the Ruby gem both need OpenSSL.
Hugo builds the site, Gatsby was slower.
Deploy to Staging, then to Production.
Pandas raises KeyError when the Column is missing.
Use Dijkstra's algorithm or Floyd-Warshall on the Graph.
A Bloom filter with Murmur hashes
Gaussian noise, Laplace smoothing, Markov chain
Bernoulli trial, Poisson process, Fourier transform
Bayes theorem, Euler method, Newton step
Kafka Consumer lag is {number} on Partition 3
Caused by: java.io.IOException: Broken Pipe
at Object.Module._extensions..js (internal/modules/cjs/loader.js:{number})
Merge branch 'feature/login' into Develop
feat: add Dark Mode to Settings Page
fix: Typo in Readme
TODO: Replace Mock with Real Client
public class OrderService extends BaseService implements Runnable
import { Button, Card, Grid } from './Components'
SELECT Name, City FROM Customers WHERE Active = 1
Cron job Cleanup skipped, Lock held by Host {number}
Sep 12 {time} gateway sshd[{number}]: Connection closed
Oct 3 {time} db01 kernel: Out of Memory: Killed Process {number}
| Field | Type | Default |
Added Grafana Dashboard for Loki and Prometheus
Cassandra, Neptune and Aurora are databases.
Restart Apache, then Tomcat, then Jetty.
Ubuntu Jammy and Debian Bookworm are supported.
The Pascal triangle and the Hilbert curve
"""
