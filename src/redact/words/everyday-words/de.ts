// Made by scripts/name-evidence.mjs: everyday words of de; no names.
export const words = `abbrechen abdrehen abend abendbrot abendessen abends abenteuer aber abgelehnt abgenommen abgeschlossen abnehmen
absicht abspielen abstreiten ach acht acker adresse affen ahnung aktiv aktiviere aktuelle akzeptiere album alkohol
all alle allein alleine allem aller allerdings allerlei alles allmählich allzu als also alt alte alten alter altes
am amerika an anblick andere anderen anderer anderes andern anderthalb anfang anfangen anfassen angebot angefangen
angehalten angekommen angeln angelogen angenehm angerufen angeschossen angesehen angewiesen angezogen angst
anhalten anmachen anprobieren anrufen ans anschalten anschauen anschließen ansehen antun antwort antworten
antwortete anwalt anzug apfel arbeit arbeite arbeiten arbeitest arbeitet arm armbanduhr arme armen artikel arzt
assistant atem atmen auf aufdrehen aufenthalt aufgabe aufgeben aufgefallen aufgegeben aufgehört aufgeregt
aufgestanden aufhalten aufhören aufmachen aufmerksam aufregend aufrichtig aufs aufstehen auge augen augenblick
augenblicke aus ausdrücken ausgang ausgegangen ausgehen ausgezogen ausland ausmachen ausreichend ausruhen
ausschalten aussehen ausstehen auto autos außen außer aß backen bade bald bananen band bank bar bargeld baseball
basis basisstation bat batteriewarnung bauen bauern bedeutet bedienen beeilen beeindruckt beende beenden befehl
befehle befindet befreundet befördert begann begannen begegnet beginnen beginnt begleiten begonnen begriff behalt
behalte behalten behaltet beharrlich behilflich bei beide beiden beim bein beinahe beine beiseite beispiel beißen
bekam bekannt bekomme bekommen belegt beleidigt beliebt bemerkt bemerkte benehmen beneide benutze benutzen benutzt
benzin benötige benötigen beobachten beobachtet bequem bereich bereichen bereit bereits bereuen berliner beruhigt
berühmt berührt besaß bescheid bescheiden beschädigt beschäftigt beschützen besetzt besitzt besonders besorgt
besser bestanden beste besteht bestelle bestellt bestellung besten bestes bestimmt bestätigen bestürzt besuch
besuchen beten betrifft betrunken bevor bewahren bewegen bewegt bewegte bewegung beweis beweise beweisen bewundere
bewußtsein bezahlen bezahlt bibliothek bier bild bilde bilden bilder billig bin bis bisher biss bisschen bist bitte
bitten blass blatt blau bleib bleibe bleiben bleibt bleistift blicke blickte blickten blieb blieben blind bloß
blumen blut blutet blöd boden bog boot bord botschaft brach brachte brauche brauchen brauchst braucht brauchte
braune brav brech breche brechen brennt brief briefe briefmarken brille bring bringe bringen bringt brot brunnen
brust brücke brüder bus butter bäume böse böses bücher büro casanova cd chef computer cool dabei dachte dadurch
dafür dagegen daheim daher dahin damals dame damen damit danach daneben dank dankbar danke danken daran darauf
daraus darf darfst darum darüber dasselbe datei daten datum dauern dauert dauerte dazu daß deaktivieren decke
deckenventilator dein deine deinem deinen deiner deins dem demselben den denen denke denken denkst denkt denn
denselben deren dergleichen derselben des deshalb dessen deswegen deutlich deutsch deutschen dich dicht dichter die
diener dies diese dieselbe diesem diesen dieser dieses diesmal dieß dimmen ding dinge dingen dir doch doktor dollar
dort dorthin dran drauf draußen dreckig dreh drehte drei dreißig drin dringend drinnen droge drombuschs drüben
drückte du dumm dunkel dunklen durch durchaus durcheinander durchgefallen durfte durst durstig dusche dünn dürfen
dürft ebenfalls echt echter ecke egal ehe ehre ehrlich ei eier eifersüchtig eifrig eigene eigenen eigentlich eile
eilig ein einander eindruck eine einem einen einer eines einfach einfaches eingeladen eingeschlafen eingestellt
einige einkauf einkaufen einkaufsliste einladen einladung einmal eins einsam einschalten einst einstellen eintritt
einverstanden einzelkind einzelne einzige einzigen eis eltern empfand empor ende endet endlich englisch enter
entferne entfernen entgegen entkommen entlang entlassen entscheiden entscheidung entschieden entschlossen
entschuldige entschuldigen entschuldigt entschuldigung entspannen entspannt enttäuscht er erbärmlich erde
erdgeschoss erfahren erfolg erfolgreich erfreut erfunden erfüllt ergriff ergänze erhalten erhielt erhob erhöhe
erinnere erinnern erinnerst erinnert erinnerte erinnerungen erkenne erkennen erklären erklärt erklärte erklärung
erkältet erkältung erlauben erlaubt erledigen erledigt erneut erreichen erreicht erscheinen erschien erschreckt
erschöpft erst erstaunt erste ersten erster ertragen erwachsen erwarte erwarten erwartet erwiderte erwies erwischt
erzähl erzählen erzählt erzählte es esse essen esst etwa etwas euch euer eure euren eurer eures ewig fach fachmann
fahr fahre fahren fahrrad fahrt fakten falle fallen falsch familie fand fang fange fangen farbe farben
farbtemperatur fass fassen fast faul fbi feder fehlen fehler fehlst fehlt fehlte feier feiern feigling feind feinde
fenster fenstern fernsehen fernseher fernsehsendung fertig fest fett feucht feuer fieber fiel fielen film filme
finde finden findest findet fing fingen finger fische flagge flasche fleisch fleißig fliegen flog flug flur fluss
flüsterte folge folgen folgte form fort fortsetzen foto fotoapparat frag frage fragen fragst fragt fragte
französisch frau frauen freie freien freier freiheit freilich freiwillig fremde fremden fressen freude freue freund
freunde freunden freundin freundlich freut frieden froh fräulein früh früher frühling frühstück fuhr fuhren fuji
funktionieren funktioniert furchtbar furchtbare fuß fußball fußboden fährt fällt fängt färbe füge fühle fühlen
fühlst fühlt fühlte führe führen führt führte füller fünf für fürchte fürchten fürchterlich fürs füße füßen gab
gaben gang ganz ganze ganzen ganzes gar garage garagentor garagentür gardinen garten gas geantwortet gearbeitet
gebacken gebaut gebe geben gebeten gebissen geblieben geboren gebracht gebrauchen gebrochen gebt geburtstag gedacht
gedanke gedanken gedicht geduld geduldig gedächtnis gefahr gefahren gefallen gefangen gefangene gefehlt gefiel
gefolgt gefragt gefunden gefährlich gefällt gefängnis gefühl gegangen gegeben gegen gegend gegenteil gegenüber
gegessen geglaubt geh gehabt gehalten gehasst gehe geheimnis geheimnisse geheiratet gehen geholfen gehst geht
gehören gehört gehörte geirrt geist gekannt gekauft gekommen geküsst gelacht geladen gelassen gelaufen geld
gelegenheit geleistet gelernt gelesen geliebt gelingen gelogen gelöst gemacht gemein gemeint gemeldet gemüse
genannt genau genauso genießen genommen genug genügen gepäck gerade gerecht gerechtigkeit geredet gerettet gern
gerne gerufen geräusch gesagt geschafft geschah geschehen geschenk geschichte geschickt geschieht geschlafen
geschlagen geschlossen geschneit geschnitten geschrieben geschwindigkeit geschwister geschäft gesehen gesellschaft
gesetz gesetzt gesicht gesorgt gespielt gesprochen gespräch gestalt gestellt gestern gestiegen gestimmt gestohlen
gestorben gesucht gesund gesundheit gesungen getan gethan getrennt getroffen getrunken getränk getäuscht getötet
gewachsen gewalt gewann gewarnt gewaschen gewechselt geweckt gewehr geweint gewesen gewinne gewinnen gewinnt
gewisse gewissen gewiß gewohnt gewonnen geworden geworfen gewusst gewählt gewöhnlich gezogen geändert geöffnet gib
gibt giebt gingen gitarre glas glaube glauben glaubst glaubt glaubte gleich gleiche glücklich glücklicher gnädige
gold golf gott gottes grad gras grauen grausam griff großartig große großen großer großes großmutter großvater
großzügig grund grunde gruppe gräfin größe größer größere größte grün gründlich grüne guck gucken gurken guten
guter gutes gäste haar haare haaren hab habe haben habt halb halbe hallo hals halt halte halten haltet handeln
handelt handschuhe handtuch hasse hassen hasst hast hat hatte hatten hattest haupt hauptventil haus hausaufgaben
hause hauses haushalt haushaltsliste haustür haut he hebe heben heftig heimweh heiraten heiratete heiter heizung
heiß heiße heißen heißer heißt helfe helfen helligkeit hellwach hemd her heran herauf heraus herausbekommen herein
hergestellt herr herren herrn herrschte herum herunter hervor herz herzen heut heute hey hielt hielten hier hierher
hilf hilfe hilft himmel hin hinab hinauf hinaus hinein hineingehen hingegangen hingehen hinsetzen hinten hinter
hinterher hinterlassen hinunter hinweg hinzu hinzufügen hitze hob hobby hobbylos hoch hochzeit hoffe hoffen
hoffnung hol hole holen holz home honig hose hotel hund hunde hunden hundert hunger hungrig husten hut hälfte hält
hältst hände händen hängt hässlich hätt hätte hätten hättest häufig höchste höflich höhe höher hör höre hören hörst
hört hörte hörten hübsch hübsche ich idee ideen idiot ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in
indem indessen innere ins interessant interesse interessiert internet irgend irgendwelche irgendwie irgendwo irre
irren is iss isst ist ja jacke jahr jahre jahren japaner japanisch je jede jedem jeden jedenfalls jeder jedes
jedesmal jemals jemand jemandem jemanden jene jenem jener jenes jetzt jugend junge jungen jungs jünger jüngling
kaffee kalt kaltweiss kam kamen kamera kampf kanadier kaninchen kann kannst kannte kannten kaputt kaputtgemacht
karte karten kartoffeln katze katzen kauf kaufe kaufen kaufte kaum kehrte kein keine keinem keinen keiner keks
kekse kenne kennen kennengelernt kennenlernen kennst kennt kerl kerze kerzen kinder kindern kirche kiste klang
klappe klappt klar klasse klavier kleid kleine kleinen kleiner kleines klingt knaben knie koche kochen kocht koffer
komisch komm komme kommen kommst kommt kompliziert konnte konnten konzentrieren kopfschmerzen kopfweh kostenlos
kostet krank krankenhaus krankenschwester krawatte kreativ kreis krieg kuchen kuli kunst kämpfen käse könne können
könnt könnte könnten könntest könntet körper köstlich küche kühe kühl kühle kühlschrank kümmere kümmern kümmert
kündigen künstler künstlerin kürzer küssen lachen lachte lachten ladestation lag lage lagen lampen landsfeld langen
langsam langweilig las lass lasse lassen lasst lauf laufen laune laut laute lauter lautet lautstärke laß lebe leben
lebens lebt led leer leg lege legen legt legte lehnte lehrer leicht leid leiden leidenschaft leider leise leiser
leisten lerne lernen lernst lernt lese lesen letzte letzten letzter letztes leuchten leugnen leute leuten licht
lichter lichtern lichts lieb liebe lieben lieber liebst liebt liebte lied lieder lief liegt lies liest ließ linie
linken links lippen liste loch los losgehen luft lust lustig lächeln lächelnd lächelte lächerlich länger längst
lärm lässt läuft läßt lösch lösche löste lösung lüge lügen lügner lügnerin lügst lügt mach mache machen machst
macht machte machten mag mager magst mail mama manchmal mannschaft mantel mathe mathematik maus maximale maximum
mehr mein meine meinem meinen meiner meines meins meinst meint meinte meinung meisten menge mensch menschen
merkwürdig messer mich milch minimale minimum minute minuten mir mit miteinander mitgebracht mitleid mitnehmen
mittag mittagessen mitten mitternacht mochte moment monat mond montag morgen mund musik muss musst musste mussten
mut mutig mutter muß mußt mußte mädchen mähen mähvorgang männer männern möchte möchten möchtest möchtet mögen
möglich möglicherweise mögt mörder müde mühe müsse müssen müsst mütze müßte na nach nachbarn nachdem nachdenken
nachricht nachrichten nachsehen nacht nachts nackt nahe nahm naiv name namen namens nannte nase nass natur
natürlich nebel neben nehme nehmen nehmt nein nenn nenne nennen nennt nerven nervös nett neue neuen neues neugierig
neuigkeiten nich nicht nichts nickte nie nieder niedergeschlagen niedrig niedrigste niemals niemand niemandem
niemanden nimm nimmst noch nochmal normal notizen notwendig nummer nun nutzlos nächste nächsten nächster nächstes
nähe näher nämlich nötig ob oben obergeschoss objektiv obst obwohl oder offen oft oh ohne ohnmächtig ohr ohren ok
okay oktober onkel ordentlich ordnung ort paar packen panik papier parken party partymodus pass passieren passiert
passt pastor pause pausiere pausieren pech peinlich per perfekt person persönlich pferd pferde pflanzen pflicht
phantasie phantastisch pizza plan planet platz playlist pleite pläne plötzlich podcast polizei polizist position
post preis preise probier probieren problem probleme professor prozent prüfung publikum pullover putzen pünktlich
radfahrer radio rannte rannten rasch rasen rasenmäher rasenroboter rast rat rate raten rauchen raucht raum raus
rechnung recht rechte rechten rechts rechtsanwalt reckenburg rede reden redet redete regel regeln regenschirm
regnen regnet reichen reicht reichte reihe rein reinigungsvorgang reinkommen reis reise reisen reizend rennen rennt
reparieren retten richtig richtige richtung riecht rief riefen rindfleisch risiko rolle rollläden rosen rot rote
roten rover rovers ruf rufe rufen ruft ruhe ruhig ruiniert runter rätsel räumen rücken rücksicht rückwärts sache
sachen saft sag sagen sagst sagt sagte sagten sah sahen sandman sanft sangen satt saugen saß saßen schach schachtel
schade schaf schaffen schalte schalten schatten schau schaue schauen schaust schaut schaute schauten scheck
scheinen scheinst scheint schick schicke schicken schicksal schien schießen schiff schirm schlaf schlafe schlafen
schlafzimmer schlafzimmerlampe schlag schlage schlagen schlau schlecht schlechte schlechter schlechtes schlief
schließ schließe schließen schließlich schlimm schlimmer schloss schloß schlug schluss schläft schlüssel schmecken
schmeckt schmerz schmerzen schmerzt schmutzig schnee schneide schneiden schneien schneit schnell schneller schob
schockiert schrecken schrecklich schrei schreib schreibe schreiben schreibt schreibtisch schreien schrie schrieb
schritt schritte schuhe schuld schulde schulden schuldest schuldig schule schulter schwach schwarze schwarzen
schweigen schwer schwere schweren schwert schwester schwestern schwierig schwierigkeiten schwimme schwimmen schäme
schätze schöne schönen schöner schönes schönheit schüchtern schüttelte sechs seele sehe sehen sehnsucht sehr seht
sei seid seien seife sein seine seinem seinen seiner seines seit seitdem seite seiten sekunde sekunden selber
selbst selten seltsam serie setz setze setzen setzt setzte sich sicher sicherheit sieben siegen sieh siehst sieht
sind singe singen singt sinn sitz sitzen sitzt skeptisch so sobald socken sofort sogar sohn solch solche solchen
soldat soll solle sollen sollst sollte solltemperatur sollten solltest solltet sommerhits sommerhitsplaylist
sondern song sonne sonntag sonst sorge sorgen soundbar soweit spazieren spaß spiegel spiel spiele spielen spielst
spielt spielte spielzeug spinnen sprach sprache sprachen sprang spreche sprechen sprecht sprich spricht springen
springt spur spät später stadt stand standen starb starke starrte starte starten status staubsaugen staubsauger
stecken steckte steh stehe stehen stehlampe steht steigen stell stelle stellen stellte stellung sterben sterne
stets stieg stieß stift still stille stimme stimmen stimmt stimmte stimmung stinkt stirn stopp stoppe stoppen
strand straße streiche student studenten studiere studieren studiert stufe stuhl stunde stunden ständig stück suche
suchen sucht suchte summe suppe sushi szene sämtliche sänger sängerin söhne süß süße süßigkeiten tag tage tagebuch
tagen tages talent tante tanz tanzen tanzt tapfer tasche tasse tat taten taub taxi tee teil teile teilen telefon
temperatur tennis teuer that thema theorie thermostat thun thut ticket tief tiefe tiefer tiger timer tinte tisch
tische titel tochter tode toilette toll tolle ton tor tot tourist traf trafen trage tragen trank trat traum traurig
traut treffen treppe treten trifft trink trinke trinken trinkst trinkt tritt trocken trotz trotzdem trug trägt
tränen träume träumen träumt tu tue tun tust tut tv typ täglich täuschen töten tür türen uhr uhrzeit um umarmen
umbringen umgebracht umher umziehen und unendlich unfall ungeduldig ungefähr ungewöhnlich unglück unglücklich
unhöflich unmöglich unrecht uns unschuldig unser unsere unserem unseren unserer unsinn unten unter unterricht
unterrichtet unterschreiben unterwegs unwillkürlich urlaub ursache vater vaters ventilator ventilatoren verbindung
verboten verbrannt verbrechen verdiene verdienen verdient vergangenheit vergeben vergessen vergesslich vergiss
vergnügen verhalten verheiratet verirrt verkaufen verkauft verkünde verkünden verkürze verkürzen verlangen verlangt
verlass verlasse verlassen verlaufen verletzt verliebt verlieren verließ verlobt verlor verloren verlust verlängere
verlängern vermisse vermissen vermisst vernünftig verpasst verraten verringere verringern verrückt verschlossen
verschwinden versichert versprechen versprochen verstand verstanden verstecken versteckt verstehe verstehen
verstehst versteht versuch versuche versuchen versucht versuchte versuchung vertraue vertrauen vertraut verwirrt
verwundert verzeihen verziehen verändern verändert verärgert viel viele vielen vieles vielleicht vier viertel voll
voller vollkommen vom vor voraus vorbei vorbereitet vorhang vorherigen vorn vorne vorsicht vorsichtig vorstellen
vorstellung vorwurf vorwärts vorüber vögel völlig wach wachsen waffe wagen wahl wahnsinnig wahr wahre wahrheit
wahrscheinlich walde wand wandte wangen wann war waren warf warm warmweiss warmweiß warnen warst wart warte warten
wartet wartete warum was waschen wasser weder weg wege wegen weh wehe wehgetan weib weich weihnachten weil weile
wein weinen weint weinte weise weit weiter weiterlaufen weiße weißen weißt welche welchem welchen welcher welches
welt wem wen wenig wenige weniger wenigstens wenn wer werd werde werden werdet werfen werft werk wert wesen weshalb
wessen wette wetter wichtig wie wieder wiederhaben wiederhole wiederholen wiederkommen wiedersehen wiese wieso
willen willkommen willst wind windig wir wird wirf wirklich wirst wischen wissen wisst witz witze wo woche wochen
wochenende wofür woher wohin wohl wohlhabend wohne wohnen wohnt wohnung wohnzimmer wohnzimmerthermostat wolle
wollen wollt wollte wollten worden wort worte worten wozu wunder wunderbar wurde wurden wusste wussten wußte wählen
wählerisch während wär wäre wären wäsche wörterbuch wünsche wünschen wünschte würde würden würdest würdet wütend
zahlen zahlt zehn zeichen zeig zeige zeigen zeigt zeigte zeit zeiten zeitung zeppelin zerbrochen zerstört zeug
zeugen zieh ziehe ziehen zieht ziel zieltemperatur ziemlich zimmern zog zu zucker zuckte zuerst zufrieden zuhause
zuhören zukunft zuletzt zum zumachen zumute zunge zur zurück zurückgekommen zurückkommen zurücktreten zusammen
zustimmen zwar zwei zweifel zwischen zähle zählen zähne älter ändere ändern ängstlich äpfel ärzte ärztin öffne
öffnen öffnet öffnete übel üben über überall überaus übergeben übergewichtig überhaupt überleben überprüfen
überrascht überraschung überzeugt übrig`
