// Made by scripts/name-evidence.mjs: everyday words of nl; no names.
export const words = `aan aanbieden aanbod aanbouw aandacht aandachtig aandoen aangekomen aangenaam aangeraden aangevallen aangeven
aangezien aankomen aankomt aankwam aanleren aannemen aanraken aantal aantrekkelijk aanvaard aanvaarden aanval
aanwezig aanzetten aap aardappelen aardbeving aarde aardig aardige aarzel aarzelde absoluut accepteren acht achter
achtergelaten achttien acteur actief actrice adem adembenemend adres advies advocaat af afbeelding afgelopen
afgemaakt afgevraagd afhalen afhankelijk afschuwelijk afspelen afspraak afstand afvallen afwas afwezig agressief
akkoord aladdin alcohol algemeen alle allebei allemaal allergisch alles als alsjeblieft alsof alstublieft altijd
alvast alweer amper ander andere anderen anderhalf angst annuleer annuleren ansjovis antwoord antwoordde antwoorden
apen appartement appel appelbomen appelen appels appeltaart arbeiders arm arme armen artikel astronomie at auto
autorijden avond avondeten avonds baan baas bad badkamer badpak bagage bakken bakkerij bakt balpen banaan bananen
band bang bank barst barstte baseball basketbal batterij beantwoorden bed bedacht bedanken bedankt bedekt bedelaar
bedenken bedoel bedoeling bedoelt bedorven bedrijf bedroog been beetje begaan begin beginnen begint begon begonnen
begraven begreep begrepen begrijp begrijpen begrijpt behalve behandeld behoorlijk beide beiden bekeken bekend
bekijk bekijken bel belang belangrijk belangrijke belangrijker belangrijkste belde beledigd beleefd bellen belofte
beloof beloofd beloofde bemanning bemoei beneden benen benieuwd bent benzinestation bepaald bereid bereiden
bereiken bereikte bereikten bericht beroemd beroemde beschaamd beschermen beschikbaar beschrijven beschuldigde
beslissing beslist besliste besloot besloten bespreken bestaan bestaat beste besteld bestellen bestemd besturen
bestuurder betaal betaald betaalde betalen betekenis betekent beter betere beters betreden betrokken betrouwbaar
beurt bevallen bevalt bevat bevel bevindt bevroren bewaren beweging bewijs bewijzen bewolkt bewonder bewust
bewusteloos bezaaid bezet bezig bezit bezocht bezoek bezoeken bezorgd bezwaar beïnvloed bibliotheek bieden bier
biertje bij bijeenkomst bijen bijna bijwonen bijzonder binnen binnengaan binnengaat binnenkomen binnenkort biologie
bioscoop bitter bizar bladeren bladzijde blauw blauwe bleef bleek bleven blies blij blijf blijft blijkbaar blijven
blik blind bloed bloeddruk bloeden bloedt bloeien bloem bloemen blote boek boeken boekhandel boerderij bofte bomen
boodschappen boodschappenlijst boog boom boomgaard boord boos boot bord borst bossen boter bouwen bovenlamp bracht
brak brandstoffen breken breng brengen brief brieven bril broer broers brood brug bruiloft bruine buik buikpijn
buiten buitenland buitenlandse bureau burgemeester bus bushalte buur buurman buurt cadeau cadeautje cafetaria café
cake camera cd cent centrum chocolade citroen citroenen clippy communicatie complete componist computer computers
concentreren concert contact contactlenzen contant controleer controleren cool correct creditcard crimineel daalde
daar daaraan daarboven daarin daarmee daarna daarom daarover daarvoor dacht dachten daden dag dagboek dagen dak
dame dames dank dankbaar danken dansen dapper dat data datum december deden deed deel deelde degene deksel delen
denk denken denkt depressief derde dertien dertig detail deur deze dezelfde diamant dicht dichtbij dichter dieet
dief dienst dient diep dier dieren dierentuin dik dikke dikwijls dimmen dineren ding dingen dinsdag direct
discussie dit docent dochter dochters doden doe doel doen doet dokter dol dollar dom domme donderdag donker donkere
dood doodse doof door doorbrengen doorgaan doorgebracht doos dorp dorst douche dozijn draad draag draagt draai
draaide draaien draait dragen drankje drie drieën drink drinken drinkgeld drinkt droeg dromen dronk dronken droog
droom druiven druk drukken drukte druppel duidelijk duizend duizenden dure duren durf dus duur duurde duurt dwingen
echt echte echtgenoot een eenmaal eens eentje eenvoudig eenzaam eerder eerlijk eerst eerste eet eetlust eeuwig
eeuwigheid egoïstisch ei eieren eigen eigenaar eigenlijk eiland eind einde eindelijk elektriciteit elf elk elkaar
ene energie enig enige enkel enkele er eraan erachter erg ergens erger ergste ermee ernaar ernstig ernstige
ernstigs erop erover eruit eruitziet ervan ervandoor ervaren ervaring ervoor eten even examen examens excuseer
excuses experiment expert expres extreem eén fabriek familie fans fantastisch favoriete februari feestje feestmodus
feit feiten fier fiets fietsen fijn film filmpje films flat flauw fles flessen flikken formulier foto fotograferen
fototoestel fout fouten friet fris frisse fruit ga gaan gaande gaat gaf gang ganse garage garagedeur gas gast
gasten gat gaten gauw ge gearriveerd gebak gebakken gebaseerd gebeld gebeten gebeurd gebeurde gebeuren gebeurt
gebeurtenis gebied gebleven geboorte geboren gebouw gebouwd gebracht gebrek gebroken gebruik gebruiken gebruikt
gedaan gedacht gedachte gedachten gedag gedicht gedichten gedood gedraag gedrag gedragen gedroeg gedronken gedroomd
geduld geduldig gedurende gedwongen geef geeft geel geen gefaald gefietst gegaan gegeten gegeven gegooid gehaald
gehad geheel geheim geheime geheimen gehele geheugen geholpen gehoord gehoorzamen gehouden gehuwd gejuich gek
gekeken gekleed gekocht gekomen gekost gekregen gekwetst geladen gelaten geld geldig gele geleden geleend geleerd
geleerde gelezen gelieve gelijk gelogen geloof geloofde gelooft gelopen geloven geluid geluk gelukkig gelukkiger
gelukt gemaakt gemakkelijk gemeen gemiddeld gemist genaamd geneesheer geneesmiddel genezen genieten genoeg genoegen
genoemd genomen geoefend geopend gepakt gepleegd geprobeerd geraakt gered gereed geregend gerekend gerepareerd
gereserveerd geroepen gerucht geruchten gerust geschenk geschenken geschiedenis geschilderd geschokt geschreven
geslaagd geslapen gesloten gesmolten gesneeuwd gespeeld gesprek gesproken gestegen gestemd gestolen gestoord
gestopt gestorven gestraft gestuurd getallen getrouwd geur gevaar gevaarlijk gevaarlijke geval gevallen gevangen
gevangene gevangenis gevecht geven geverfd gevoel gevoelens gevoelig gevolgd gevonden gevraagd gewacht gewassen
geweest geweld geweldig geweldige gewend gewerkt geweten gewicht gewond gewonde gewonnen gewoon gewoond gewoonlijk
gewoonte geworden gezakt gezegd gezet gezicht gezien gezin gezinnen gezocht gezond gezondheid geïnteresseerd gij
gingen gister gisteravond gisteren gisternacht gitaar glad glas glazen glimlach god goed goede goedkoop goedkoopste
goedkoper golf gooi gooide gooiden gordijn gordijnen goud gouden graad graag graden grap grapje grappig gras
grasmaaier gratis grens grijs groeide groeien groeit groene groenten grond grootmoeder grootste grootvader grot
groter gsm gunst gênant haal haalt haar haast haasten haastte haat had hadden hadt halen half hallo halte halve
hamburgers hamer handdoek handen handschoenen handschrift handtas hangt hard harde harder hardop hartaanval
hartelijk haten heb hebben hebt hecht heeft heel heelal heen heerlijk heet heiligt hek hekel helaas helder
helderheid hele helemaal helft help helpen helpt hem hemd hemel hemelsnaam hen herhalen herinner herinneren
herinnert herken herkent herrie herstarten hersteld herstellen hert hervat hervatten heten hetzelfde hield hielden
hielp hier hierover hiervoor hij hitte hobby hoe hoed hoef hoeft hoelang hoeveel hoewel hoezo hoge hoger hoi hond
honden honderd honger honkbal hoofd hoofdkraan hoofdpijn hoogste hoogte hoogtevrees hoop hoor hoorde hoorden hoort
hopen horen horloge hotel hou houd houden houdt hout huid huidige huil huilde huilen huilt huis huisdieren
huishouden huiswerk huizen hulp humeur hun huren huur huurden huwelijk hè hé ideale idee ideeën idioot ieder iedere
iedereen iemand iets ijs ijsje ijzer ik in inbeelden inbreker incident inclusief inderdaad indien indruk informatie
ingang ingewikkeld inkopen inschakelen intelligent interessant interessante interesse interesseer interesseert
interesseren internet investering inwoners ironisch is ja jaar jagen jaloers jammer januari jarig jas jazz je jeans
jezelf jij jongen jongens jonger jongere jongeren jongetje jongste jou journalist jouw jouwe juichten juist juiste
jullie juni jurk kaarsen kaart kaarten kaartje kaartjes kaas kalkoen kalm kamer kamers kan kandidaat kanker kans
kantoor kapitein kapot kapper kasteel kat kater katten keek keel keken kende kennen kennis kerel keren kerk
kerstmis keuken keus keuze kies kiezen kijk kijken kijkje kijkt kikkers kilo kilogram kilometer kind kinderen klaar
klaarmaken klagen klanten klas klasgenoten klaslokaal klassieke kleden kleding kleed kleine kleiner kleingeld
kleren kleur kleuren kleurtemperatuur klimaat klimmen klinkt klok kloppen klopt klopte knap knikte knippen knoop
knop knopen kocht koe koekjes koel koelkast koffer koffie koken kom komende komt kon konden konijnen kook kookt
kookwekker koop koopt koorts kop kopen kopie kopje kost kostte kou koud koude kouder kouds krant kranten kreeg
krijg krijgen krijgt kring kritiek kroon kuisen kun kunnen kunst kunt kus kussen kust kuste kwaad kwalijk kwaliteit
kwam kwamen kwestie kwetsen kwijt kwijtgeraakt laag laarzen laat laatst laatste lach lachen lacht lachte lachten
ladder lafaard lag lager lagere lamp lampen land landschap langer langs langzaam langzamer laptop las last laten
later lawaai leden leef leefde leeft leeftijd leeg leer leerkracht leerling leerlingen leermeester leert leest lef
leg legaal legde lege leger leggen leiding leken lekke lekker lelijk lenen lente leraar leraren lerares leren
lessen let letten leugen leugens leuk leuke leuker leunde leven levend levende levensgevaarlijk lezen lichaam licht
lichten lid lied liedje liedjes lief liefde liefst lieg liegen liegt liep liepen liet lieten lievelingskleur
lievelingsvak liever lift lig liggen ligt lijk lijken lijkt lijst links lippen londen loop loopt lopen lopend los
lossen lucht luchthaven lui luid luider luister luisterde luisteren luistert lukken lukt lunch lunchen lust maaien
maak maakt maakte maakten maal maan maand maandag maanden maar maat machine macht mag magie mail maken makkelijk
mama manier mannen mantel me medelijden medewerking medicament medicijn medicijnen meegaan meegenomen meenemen
meerdere meest meestal meeste meisje meisjes melk men meneer mengen menigte mening mensen mensheid merkte mes met
meteen meter methode meubels mezelf middag middageten middags middelbare midden middernacht mij mijl mijn mijne
miljoen minder minst minste minstens minuten minuut minuutje mis misschien missen mist misverstand mobiele
mobieltje moderne moed moeder moeilijk moeite moest moesten moeten mogelijk mogelijkheden mogelijkheid mogen moment
mond mooi mooie mooiste moord morgen morgenmiddag morgenochtend morgens motor muis muizen muren museum muur muziek
muzikaal na naaien naaimachine naakt naald naam naar naartoe naast nacht nadat nadenken nam namen namiddag natte
natuurlijk nauwelijks naïef neem neemt neen neer negen negeren nemen nergens nerveus nest net neus niemand niet
niets nietwaar nieuw nieuwe nieuws nieuwsgierig niks noch nodig nog nogal noodzakelijk nooit noorden normaal nou nu
nummer nuttig ochtend ochtends oefende oefenen of ogen ogenblik oh oktober oké omdat omgeving omhoog omlaag
omstandigheden onbeleefd ondanks onder onderbreek onderschat onderscheiden onderweg onderwerp onderzoek ongelijk
ongelooflijk ongeluk ongelukkig ongemakkelijk ongeval ongeveer onmiddellijk onmogelijk ons onschuldig ontbijt
ontbijten ontbreekt ontdekt onthouden ontkende ontmoet ontmoeten ontmoette ontslaan ontslag ontslagen ontsnappen
ontspannen ontvangen onwaarschijnlijk onze onzin oog ooit ook oom oor oorlog oorzaak opa opdagen open openbaar
opende openen opeten opgave opgegeten opgegroeid opgelost opgestaan opgeven opgewonden ophouden opklaren oplossen
oplossing opnieuw oppassen opschieten orde origineel oud ouder oudere ouders oudste over overal overhemd overkomen
overleden overmorgen overreden oversteekt oversteken overstroming overtuigd overtuigen overwinning paar paard
paardrijden paars pakte papa papier papieren paraplu pardon pas paspoort passagiers passen past patiënt pauze
pauzeer pauzeren pen pennen pensioen per perfect persoon persoonlijk persoonlijke persoonlijkheid perziken piano
pijl pijn pizza plaats plaatsen plan plank plannen plant planten platteland plegen plek plezier plots plotseling
plus poetsen poging politie politieagent politiek politieman pols pond poort pop populair populaire portemonnee
positie postkantoor postzegels postzegelverzameling pot potloden potlood praat praatte prachtig prachtige praktisch
praten precies president prijs prijzen prinses probeer probeerde probeerden probeert proberen probleem problemen
procent professor programma publiek punt raad raadde raak raakte raam raar race radio raken rapport recht rechts
reden redenen regel regels regen regende regenen regent regering reis reisde reist reizen rekenen rekening rende
rennen repareren respect respecteren rest restaurant resultaten richting riep rij rijbewijs rijden rijdt rijk rijst
rinkelen risico rivier rode roep roepen rok roken rolluiken rond rood rook rookt rover rozen rug ruik ruiken ruikt
ruimte rust rusten rustig ruzie saai samen schaatsen schakel schelen schepen scheren scherp scherpe schiet schijnt
schilderen schilderij schilderijen schip schoenen schone school schoon schoonheid schoonmaken schouder schreef
schrijf schrijft schrijftafel schrijven schudden schuld schuldig seconde seconden semester serieus server shirt
sigaret sigaretten sinaasappels sinaasappelsap sinds sindsdien situatie skiën sla slaap slaapkamer slaapkamerlampje
slaapt slaat slag slagen slang slapen slaperig slecht slechte slechter slechts slechtste sleutel sleutels sliep
slim sloeg slot sluit sluiten smaak smaakt smartphone snap sneed sneeuw sneeuwen sneeuwt snel snelheid sneller soep
sokken soldaten sommige soms soort soorten sorry sparen speel speelde speelden speelhoek speelt spel spelen
spijkerbroek spijt spinazie spinnen spoedig spoken sport sprak spraken spreek spreekt spreken spullen sta staan
staart staat stad stadscentrum stak stap stappen start starten station status steden steeds steeg steek stel stelde
stelen stellen stelt stem stemmen sterk sterke sterker sterren sterven stierf stijf stijgen stijgt stil stilte
stinkt stoel stoelen stof stom stond stonden stop stoppen stopt stopte straat straks strand stropdas studeer
studeerde studeert student studente studenten studeren stuk stukje sturen stuur stuurde succes suiker supermarkt
sushi taal taart tafel tand tandarts tanden tante tarwe tas taxi team technologie tegen tegenover tegenwoordig
teken tel telefoneren telefoon telefoonnummer telefoontje telegram teleurgesteld televisie telkens tellen tempel
temperatuur ten tenminste tennis tennissen tentoonstelling terug terugbellen terugbrengen teruggaan teruggekomen
teruggeven terugkomen terugkomt terwijl tevergeefs tevreden theater thee theorie thuis ticket tien tijd tijden
tijdens tijdje tijdperk tijdschrift timer timers toch toe toegestaan toekomst toen toeristen toespraak toestemming
toets toevallig toevoegen toilet toneelstuk tonen toonde top toren tot totaal totdat touw traag track tranen trap
trein treinstation trek trekken trok trots trouwen trui tuin tussen tv twaalf twee tweede twijfel twijfelde
twijfelen twintig ufo uitdaging uitdoen uiteindelijk uiteraard uiterst uitgaan uitgegeven uitgelegd uitgenodigd
uitgevallen uitgevonden uitleg uitleggen uitlenen uitnodiging uitrusten uitsluiten uitstekend uitstekende uitzetten
uitzicht universiteit uren uur uw uzelf vaak vaardigheden vaas vader vak vakantie vallen valt vanaf vanavond
vandaag vandaan vanmiddag vanmorgen vannacht vanochtend vanwege vast vaste vechten veel veertig vegetariër
vegetariërs veilig vele venster vent ventilator ventilatoren ver verander veranderd veranderen verandering
verandert verbaasd verbergen verbergt verbeteren verboden verborg verder verdienen verdient verdieping verdragen
verdwaald verdween verf vergadering vergeet vergelijk vergeten vergist verhaal verhoog verhuizen verjaardag
verjaardagsfeestje verkeer verkeerd verkeerde verkeersongeluk verklaring verkocht verkoopt verkopen verkort
verkorten verkouden verkozen verlaag verlaten verleng verlengen verlichting verliefd verlies verliet verliezen
verloor verloren vermijden vermoed vermoorden vernietigd veroorloven veroorzaakt verpleegster verplicht verrassing
verrast verre vers verschenen verschil verschillende verschrikkelijk verschrikkelijke verslaafd verslaan verslag
verspil verspillen versta verstaan verstopt vertalen vertel verteld vertelde vertellen vertelt vertraging vertrek
vertrekken vertrekt vertrok vertrokken vertrouw vertrouwen verven verwacht verwachten verward verwondingen
verzamelen verzoek viel vier vierde vies vijand vijanden vijf vijfhonderd vijftig vijver vind vinden vindt vingers
vis vissen visum vlag vlak vlees vliegen vliegtuig vliegveld vloer vloog vlucht vlug voedsel voeg voel voelde
voelen voelt voeren voetbal voeten vogel vogels vol voldoende volg volgde volgen volgende volgens volle volume vond
vonden voor vooraleer voorbeeld voorbereid voorbij voordat voordeur voorkomen voorstel voorstellen voorstelling
vooruit voorzichtig voorzichtiger vorig vorige vorm vraag vraagt vrachtwagen vragen vrede vreemd vreemde vreemds
vrees vreselijk vriend vriendelijk vrienden vriendin vriendje vriendschap vrij vrijdag vrije vroeg vroeger vrouw
vrouwen vuil vuile vuilnis vul vulde vuur waait waar waard waarde waardevol waarheid waarin waarmee waarom waarop
waarschijnlijk waarschuwing waarvoor wacht wachten wachtte wachtwoord wagen wakker walvis wandelen wandeling
wandelt wangen wanneer want wapen war waren warm warme warmer was wassen wat waterkoker wc we website wedstrijd
weegt week weekend weer wees weet weg wegens weggaan weggelopen weiger weigerde weinig weken wekker weldra welk
welke welkom wenen wens werden wereld werk werkelijk werken werkt werkte wet weten wetenschap wie wiens wierp wij
wijn wijzen wil willen wilt wind winkel winkelen winnen wint wiskunde wisselkoers wist wisten woedend woensdag
wolken wolven wonen woon woonde woonkamer woonkamerthermostaat woont woord woorden woordenboek woordenboeken word
worden wordt wou yen zaak zachter zaden zag zagen zakdoek zaken zakken zal zand zangeres zat zaten zaterdag ze zee
zeep zeer zeg zeggen zegt zei zeiden zeker zelden zelf zelfmoord zelfs zes zestien zestig zet zette zetten zeven
zich zichzelf zie ziek ziekenhuis ziekenwagen ziekte zien ziet zij zijn zijne zijt zin zing zingen zingt zinloos
zinnen zit zitten zo zoals zocht zodat zodra zoek zoeken zoekt zoet zoiets zojuist zolang zomer zomervakantie zon
zondag zondags zonder zonen zong zonnige zonsondergang zonsopgang zoon zoons zorg zorgen zorgt zou zouden zoudt
zout zoveel zover zuiden zuig zulke zullen zult zus zusje zussen zuster zuur zwaar zwaard zwaarder zwak zwanger
zware zwarte zwem zwembad zwemmen zwijgen één`
