// Made by scripts/name-evidence.mjs: everyday words of pl; no names.
export const words = `absolutnie aby abym ach adres albo ale ależ angielski angielskiego angielsku ani anuluj aparat aresztowany auto
autobus autobusem autobusie autobusu aż ażeby babcia bagaż bank banku bardziej bardzo baseball bawić bez bezpieczne
bezpieczni bezpieczny białe białego biały bibliotece biblioteki biedny biegać bierz bilet bilety biorę biura biurko
biurku biuro biurze blisko bliżej bogaty boi boisz boję boleści boli bowiem braci bracia brak brakowało brakuje
brat brata bratem brać brał brodę broń brzmi budynek budynku burzy butelkę buty butów by bycie byle byli byliście
byliśmy bym bywa być był była byłam byłaś byłbym byłem byłeś było byłoby były byś byśmy bój ból bólu bądź będzie
będziecie będziemy będziesz będą będę błąd błędu błędy błędzie błędów cała całe całej całkiem całkowicie cały całym
całą cel celu centrum ceny cenę chce chcecie chcemy chcesz chciał chciała chciałabym chciałam chciałby chciałbym
chciałbyś chciałem chciałeś chcieli chcieć chcą chcę chińskiego chleb chleba chociaż chodzi chodzić chodził
chodziło chodzę chodź chodźmy chora choroba choroby chorobę chory choć choćby chwila chwili chwilkę chwilą chwilę
chyba chętnie chęć chłopak chłopaka chłopca chłopcy chłopców chłopiec ci ciasta ciastka ciasto ciała ciało cicho
ciebie ciekawa ciekawe ciekawość ciekawy ciemno ciemności ciepło cierpię cierpliwości cieszę cisza ciągle ciągu cię
ciężki ciężkie ciężko co codziennie cofnąć cokolwiek coraz coś cukru czarne czarno czarny czarnym czas czasach
czasami czasem czasie czasu czego czegoś czeka czekają czekam czekać czekał czekałem czemu czerwone czerwony cześć
czoła czoło cztery czuje czujesz czuję czuł czuła czułem czy czyj czyje czym czymś czyste czyta czytam czytania
czytanie czytać czytał czytałem czyż często części część członków człowiek człowieka człowiekiem córka córki cóż da
daj daje dają dalej daleka daleko dam damy darmo dawniej dawno dać dał dała dałem dałeś decyzja decyzji decyzję
dentysty deszczu dla dlaczego dlatego dni dnia do dobra dobre dobrej dobry dobrych dobrym dobrze dobrą doceniam
doczekać dodaj dodał dodała dojść dokoła dokąd dokładnie dolarów dom domem domowe domowej domową domu dookoła
dopiero doprawdy dopóki doskonale dostaniesz dostanę dostać dostał dostałem dostałeś dosyć dotrzymać dotychczas
dotyczy dotąd dowcip dowiedzieć doświadczenia dość drinka drodze droga drogi drogie drogą drogę drugi drugie
drugiej drugą drużyna drużyny drzew drzewa drzewo drzwi drzwiach drzwiami ducha duchy dumny duszy duszę duża duże
dużo dużym dwa dwadzieścia dwie dwoje dworze dworzec dwóch dwór dyskusji dziadek dzieci dzieciom dziecka dzieckiem
dziecko dzieje dziennie dziesiątej dziesięć dziewczyna dziewczyny dziewczyną dziewczynę dziewiątej dziećmi dzień
dzisiaj dziwna dziwne dziwnego dziwnie dziwny dzięki dziękuję dziś dzwonił dół dłonie długa długi długie długo
długopis dłużej dźwięk egzamin energii fakt fakty filiżankę film filmy firma firmy francuski francuskie
francuskiego francusku gadać garnitur gazety gazetę gdy gdyby gdybym gdybyś gdzie gdziekolwiek gdzieś geniuszem
gitarze go godzin godzina godzinie godziny godzinę golfa gorąca gorąco gotowa gotować gotowe gotowi gotowy gotów
gości goście gra graliśmy gram granicą granicę grasz grać grał grałem gry grę gwiazd góry górze górę głodni głodny
głos głosem głosu głosy głowa głowie głowy głową głowę głośno głupi głupia głupie głupio głęboko ha hałas hałasu
hej herbaty herbatę historia historię hiszpańsku hobby hotel hotelu humorze ich idzie idziemy idziesz idą idę idź
ile ilu im imienia imieniu imię imprezie imprezę inaczej indziej informacji inne innego inni inny innych innym
innymi inną interes interesuje inżynier istnieje istotnie iść iż ja jabłek jabłka jabłko jadł jadłem jadłeś jajek
jajka jak jaka jakaś jakby jakbym jakbyś jaki jakie jakiego jakiegoś jakiej jakiejś jakieś jakim jakimś jakiś jako
jakoś jaką jakąś jakże japoński japońskie japońskiego japońsku jasne jasno jazdy je jechać jeden jedna jednak
jednego jednej jedno jednocześnie jednym jedną jedynie jedyny jedynym jedyną jedz jedzenia jedzenie jedzeniem
jedzie jedzą jego jej jem jemu jenów jest jestem jesteś jesteście jesteśmy jesz jeszcze jezioro jeśli jeść jeździ
jeździć jeżeli jutra jutro już jéj ją język języka językiem języku języków kamień kapelusz karmić kartkę karty
kawałek kawy kawę kazał każda każde każdego każdej każdy każdym każdą kiedy kiedykolwiek kiedyś kierunku kieszeni
kilka kilku kimś kina klasie klubu klucz klucze kobiet kobieta kobiety kobietą kocha kocham kochany kochasz kochać
kochał kogoś kolacji kolację kolor koloru kompletnie komputer komu komuś koncert konie kosztuje koszuli koszykówkę
koty kotów koło koń końca końcu kończy kości kościoła kościół kradzież kraj kraju krawat krew krok krzesło krzyknął
krótkie książek książka książki książkę książę księcia księżna kto ktokolwiek ktoś która które którego której który
których którym którzy którą któż ku kuchni kupić kupię kupił kupiła kupiłam kupiłem kupiłeś kwiat kwiaty kwiatów
kłamie kłopot kłopoty lasu lat latać latem lecz ledwie ledwo lekarstwo lekarz lekarza lekarzem lepiej lepsze lepszy
lesie lewą leży liczba liczyć list listu listy liście lody lodówce lot lotnisko lub lubi lubimy lubisz lubią lubię
lubiła ludzi ludzie ludziom ludzka ludźmi lunch lód ma mają mam mama mamy martw martwi martwić marzyłem masz
matematyki matka matki matką małe mało mecz mego mi miasta miasto miał miała miałam miałbym miałem miałeś miało
miały miejsca miejsce miejscu mieli mieliśmy miesiąc miesiąca miesiącu miesięcy mieszka mieszkam mieszkania
mieszkanie mieszkasz mieszkać mieszkał mieć mieście mil milczenie mile mimo minut minutnik minutnika minuty minutę
minął minęło mistrz mię między mięsa mięso miło miłości miłość miły mleka mleko mnie mniej mnóstwo mną mocno model
mogli moglibyśmy mogliśmy mogą mogę mogła mogłem mogłeś mogło moi moich moim moimi moja moje mojego mojej mojemu
moją momencie moment most może możemy możesz możliwe możliwości możliwość można mu musi musiałem musiało musieli
musimy musisz muszą muszę muzeum muzyka muzyki muzykę my myję mylisz myśl myślał myślałam myślałem myślałeś myśleć
myśli myślisz myślą myślę móc mógł mógłby mógłbym mógłbyś mój mów mówi mówisz mówią mówiąc mówić mówię mówił mówiła
mówiłem mówiłeś mądry mądrzejszy mąż męża mężczyzn mężczyzna mężczyzną mężczyznę mężczyźni młoda młodszy młody
młodych młodzi na naczynia nad nadal nadziei nadzieję nagrodę najbardziej najlepiej najlepszy najlepszym najmniej
najpierw najszybciej należy nam nami napisać napisał napisałem napisz napić naprawdę naprawić naprzód naraz
nareszcie nartach nas następny następnym następną nasz nasza nasze naszego naszej naszemu naszych naszym naszą
naturalne naturalnie natychmiast nauce nauczyciel nauczyciela nauczycielem nauczycielką nauczyć nauczył nauczyłem
nauka nauki naukę nawet nawzajem nazajutrz nazwie nazwiska nazwisko nazywa niby nic nich niczego niczym nie
niebawem niebezpieczne niebezpieczny niebie niebieski niebieskie niebo niech nieco niedaleko niedawno niedziela
niedziele niedzielę niedługo niego niej niektórzy niema niemal niemi niemiecku niemożliwe nienawidzę nieobecności
nieprawdaż nieraz niestety nieszczęście nieszczęśliwy nietylko nieważne niewiele niewielu niezbyt niezdrowe
niezwykle nieźle nigdy nigdzie nikogo nikomu nikt nimi nią niż no noc nocy noga nogi nogę nosi noszę nowa nowe
nowego nowej nowy nowych nową nożnej nożną numer nóg nóż obaj obawiam obchodzi obcy obecnie obejrzeć obiad obiadu
obiecał obiecuję obiedzie oboje obok obraz obudziłem ochoty ochotę oczach oczami oczu oczy oczyma oczywiste
oczywiście od odbędzie oddaj oddam oddać oddech ode odejść odjechał odjeżdża odkąd odparł odpocząć odpowiada
odpowiedzi odpowiedział odpowiedzieć odpowiedź odrobinę odrzekła odwagi odważny odwiedzić ofertę ofiary ogień
oglądam oglądać ognia ogniem ogrodzie ogromny ogród ogóle ojca ojcem ojciec ojcu okazał okazji okiem okna okno oko
okolicy okoliczności około okropnie okropny okulary on one ono opowiedz opowiem opowieść oprócz ordynat osobiście
osoby osobą ostatecznie ostatni ostatnia ostatnie ostatniej ostatnim ostatnio ostatnią ostrożnie ostrożny osób oto
otwarte otwarty otworzyć otworzył otworzyła otwórz owoce oznacza ołówek ożenić pachnie pacjentów padać padał padało
palenia palenie pali palić pamięci pamiętaj pamiętam pamiętasz pamiętał pamięć pan pana panem pani panie panienka
panią panowie panu papieru parasol parasolkę parku parę pasażerów pasuje paszport patrz patrzeć patrzy patrzyła
patrząc patrzę pański państwa państwo pewien pewna pewne pewnego pewnie pewno pewnością pewny pewnym pełen pełne
pełni pianinie picia pieniądze pieniędzmi pieniędzy piersi piersiach pierwsza pierwsze pierwszego pierwszej
pierwszy pierwszym pierwszą pierścionek pies pieszo pij pijany pije piję piknik piosenka piosenki piosenkę pisania
pisać pisze piwa piwo pizza piątej pić pięciu piękna piękne pięknie piękny piękną piętnaście piętrze pięć piłki
piłkę plan planu planujesz planuję plaży plażę plecami plecy po pobliżu pocałował pociąg pociągiem pociągu poczekaj
poczekać pocztę poczucie początku pod podaj podatki podać podczas podjąć podniósł podoba podobna podobne podobno
podobny podróż podróżować podziękować pogoda pogody pogodę pojadę pojawił pojechać pojęcia pojęcie pokazać pokazał
pokazała pokaż pokażę pokoju pokój policja policjant policji policję polu pomaga pomimo pomiędzy pomoc pomocy
pomogę pomogło pomoże pomożesz pomysł pomysły pomysłów pomyślał pomyślałem pomyśleć pomóc pomógł pomóż ponad
ponieważ ponownie popatrz popełnił popołudnie poprosić poprosił poproszę popływać pora poradzisz poradził poradziła
porozmawiamy porozmawiać portfel pory porze porządku posiada posiadam pospiesz postanowił postanowiłem postać
poszedł poszedłem poszli poszliśmy poszła poszło posłuchaj potem potrafi potrafisz potrafią potrafię potrwa
potrzeba potrzebna potrzebne potrzebny potrzebować potrzebował potrzebuje potrzebujemy potrzebujesz potrzebują
potrzebuję potrzeby poważnie poważny powiada powie powiedz powiedzenia powiedziano powiedział powiedziała
powiedziałam powiedziałbym powiedziałem powiedziałeś powiedzieli powiedzieć powiem powiesz powietrza powietrze
powietrzu powieści powieść powinien powinienem powinieneś powinna powinnam powinnaś powinni powinniśmy powinno
powodu powody powodów powoli powrotem powstrzymać powtórzyć powtórzył powód poza pozbyć poznać poznałem pozostać
pozwolić pozwoliła pozwolę pozwól położył południu pożar pożyczyć praca pracować pracował pracowałem pracuje
pracujesz pracuję pracy pracą pracę pragnienia prawa prawda prawdopodobne prawdopodobnie prawdy prawdziwa prawdziwe
prawdziwy prawdą prawdę prawie prawnika prawnikiem prawo precz prezent prezes problem problemem problemu problemy
problemów proboszcz procent profesor program projekt proponuję propozycję prosić prosiłem proste prosto prostu
prosty proszę prowadzić prysznic przecie przecież przeciw przeciwko przeczytaj przeczytać przeczytałem przed
przedtem przejść przekonany przekonać przepraszam przerwał przestać przestał przestałem przestań przestrzegać
przeszkadza przeszło przeszłość przewidzieć przez przy przybył przychodzić przydać przygotowany przyjaciel
przyjaciela przyjaciele przyjacielem przyjaciół przyjaciółmi przyjaźń przyjdzie przyjdę przyjdź przyjechał
przyjechałem przyjemnością przyjęcie przyjęciu przyjść przykro przykład przymierzyć przynajmniej przynieś przynieść
przyniósł przypadek przypadkiem przypomina przypomnieć przypuszczałem przyszedł przyszedłem przyszedłeś przyszli
przyszła przyszło przyszłości przyszłość przyszłym przyzwyczajony próbować próbował próbowałem próbuje próbuję
prędko prędzej psa psem psy ptak ptaki ptaków pudełko pudełku pudło puste pusty pytam pytania pytanie pytać pytał
pytań pójdzie pójdziemy pójdziesz pójdą pójdę pójść póki pół późna później późno płacić płacz płacze płaczu płacą
płakać płakał płakała płaszcz płynnie pływać rachunek rachunku racji rację raczej rad radia radio radości rady radę
raka ramionami ramię ranka ranny rano raport raz razem razie razu razy restauracji restaurację resztę rezerwację
robimy robisz robią robić robię robił robiłam robiłem robiłeś robota roboty robotę rodzaj rodzaju rodzicami rodzice
rodziców rodzimego rodzimy rodzina rodziny rodziną rogu roku rosną rower rozczarowany rozmawialiśmy rozmawiam
rozmawiać rozmawiałem rozmiar rozmowę rozsądna rozsądne rozsądny rozumie rozumiem rozumiesz rozwiązać rubli ruch
ruchu ruszać ryb ryby rybę ryż rzadko rzece rzecz rzeczy rzeczywiście rzeki rzekę rzekł rzekła rzucić rzucił rób
również różne różnica różnych ręce rękami ręki ręką rękę sali same samego samej samemu samo samochodem samochodu
samochody samochodzie samochodów samochód samolot samolotem samym samą schodach sekund sensu serca serce sercu
serdecznie siebie siedem siedzi siedzieć silniejszy silny siostra siostry siostrę siódmej się siły sklep sklepie
sklepu skorzystać skończeniu skończy skończyć skończył skończyła skończyłem skończyłeś skończyło skończę skąd
składa smak sobie sobotę sobą sok spacer spać spałem spodziewałem spojrzał spojrzała spojrzeć spokojnie spokojny
spokoju spokój sporo sport sposób spotkajmy spotkaliśmy spotkania spotkanie spotkaniu spotkać spotkałem spotkałeś
sprawa sprawdzić sprawia sprawie sprawy sprawę sprzedaje sprzedać spróbować spróbuj spróbuję spytał spytała spójrz
spóźni spóźniony spóźnisz spóźnić spóźnił spędzić stacja stacji stację staje stanie stanowisko stanął stara
starannie stare starego starsza starszy stary statek stać stał stała stało sto stoi stole stołu stracił strasznie
stron stronie strony stronę studentem studentów studia stóp stół stąd sukces sukcesu sukienkę swe swego swej sweter
swoich swoim swoimi swoje swojego swojej swoją swych swój swą syn syna system sytuacja sytuacji szalony szansę
szczerze szczęścia szczęście szczęśliwa szczęśliwi szczęśliwy szczęśliwym szedł szefem szepnął sześć szkole szkoły
szkołę szli szpitala szpitalu sztuki szuka szukam szukałem szybko szóstej szła są sądzisz sądziłem sądzę słowa
słownik słownika słowo słońca słońce słuchaj słucham słuchasz słuchać słuchał słyszałam słyszałem słyszałeś słyszeć
słyszę słów ta tacy tajemnicy tajemnicę taka taki takich takie takiego takiej takim taksówkę taką także tam tamtego
tamtej tamten tamtym tedy tego tej telefon telefonu telewizji telewizję telewizor tem temat temperaturę temu ten
tenisa teraz też tkwi to tobą torba trochę troje troszkę trudne trudno trudny trwa trzeba trzech trzecia trzeciej
trzy trzydzieści trzymaj trzymać tu tutaj twarz twarzy twarzą twierdzi twoich twoim twoja twoje twojego twojej
twoją twój tych tydzień tygodnia tygodniu tyle tylko tym tymczasem tymi tysiące tą tę tęsknię ubrania uciec uciekł
uczciwy uczniowie uczniów uczucia uczucie uczy uczynić uczysz uczyć uczę udawać udało udział ufam ufać ukradł ulicy
ulicę ulubiona ulubione ulubiony ulubionym umarł umiał umie umiem umiesz umrzeć uniwersytet upewnić urlop urodziny
uruchom usiadł usiądź usiąść ust usta ustami ustaw usuń uszy usłyszał usłyszałem usłyszeć uwagi uwagę uważa uważaj
uważam uważasz uważnie uwielbia uwielbiam uwierzyć uznałem uśmiech uśmiechem użytkownik użytkownika używać użyć
wakacje walczyć wam warte warto warzyw was wasza waszej ważne wcale wciąż wcześnie wcześniej wczoraj wdzięczny we
według weekend wejść weź wiadomo wiadomości wiadomość wiatr widać widok widzenia widzi widział widziałam widziałem
widziałeś widzicie widzieliśmy widzieć widzisz widzę wie wiecznie wieczorem wieczoru wieczór wiedział wiedziała
wiedziałam wiedziałem wiedziałeś wiedzieć wiedzą wiek wieku wiele wielka wielki wielkich wielkie wielkiej wielkim
wielką wielu wiem wiemy wierzy wierzysz wierzyć wierzę wiesz wieści wina winien wino winy wiosna wiosnę więc więcej
większe większość więzienia wkrótce wobec wody wodę wojna wojny wolałbym woli wolne wolno wolny wolę wpadł wracaj
wracam wracać wrażenie wrażeniem wreszcie wróci wrócisz wrócić wrócił wróciła wróciłem wrócę wsi wspaniałe
wspaniały wstaje wstawać wstać wstał wstałem wstyd wszakże wszedł wszelkie wszyscy wszystkich wszystkie wszystkiego
wszystkim wszystko wszędzie wtedy wtem wujka wy wybierz wyboru wybór wychodzić wychodzę wydaje wydajesz wydarzy
wydarzyło wygląda wyglądasz wyglądał wyglądała wygra wygrać wygrał wyjaśnienie wyjaśnić wyjechać wyjścia wyjście
wyjść wymaga wynalazł wyniki wyobrazić wypadek wypadku wyraz wyraźnie wysoki wystarczająco wystarczy wyszedł
wyszedłem wyszła wytrzymać wyłącz wyższy wzajemnie względu wziąć wziął wzięła wznów wzrok wzrokiem wówczas wątpię
własne własnego własny własnym właściwie właśnie włosy włącz włączone wśród za zabierz zabić zabrać zaczekać
zacznie zacznij zaczyna zaczynam zacząć zaczął zacząłem zaczęli zaczęła zaczęło zaczęły zadania zadanie zadać
zadowolony zadziała zadzwonić zadzwonię zadzwonił zadzwoń zagrajmy zagrać zainteresowany zajmie zajmuje zająć
zajęci zajęta zajęty zajęło zakochany zakupy zakupów zakładam zależy zamiar zamiast zamierzam zamierzasz zamknij
zamknięte zamknięty zamknąć zamku zanim zapewne zapomniał zapomniałem zapomnieć zapomnij zapomnę zaproszenie
zapytaj zapytać zapytał zapytała zapłacić zapłaciłem zaraz zarazem zarówno zasady zaskoczony zastanawiam
zastanawiałem zasługuję zatrzymaj zatrzymać zatrzymał zauważyłem zawołał zawołała zawsze zazdrosny zazwyczaj zaś
zbieg zbyt zdaje zdania zdanie zdarza zdarzy zdarzyło zdawało zdecydował zdejmij zdenerwowany zdjęcia zdjęcie
zdobyć zdrowia zdrowie zdrowy ze zebranie zegarek zeszłej zeszłym zewnątrz zgadzam zgadzamy zgubił zgubiłem ziemi
ziemia ziemię zimna zimno zimą zjadł zjadłem zjeść zmarł zmiany zmienia zmienić zmienił zmęczony zna znacie
znaczenia znaczenie znaczy znajduje znajdę znajomych znają znalazł znalazłem znalazłeś znaleźliśmy znaleźć znam
znamy znasz znać znał znałem znieść znowu znów zobaczenia zobaczymy zobaczysz zobaczyć zobaczył zobaczyłem zobaczę
zoo zostali zostanie zostaniesz zostanę zostaw zostawić zostawił zostawiłem zostać został została zostałem zostało
zostały zostań zresztą zrobi zrobienia zrobili zrobiliśmy zrobimy zrobione zrobisz zrobić zrobię zrobił zrobiła
zrobiłem zrobiłeś zrobiło zrozumiałem zrozumieć zrób zróbmy zupełnie zwierząt zwierzęta związku zwrócić zwrócił
zwyczaj zwyczajnie zwykle zwłaszcza zęby zębów zła złapać złapał złapałem złe złego złej złota zły ósmej ładna
ładnie łatwe łatwo łez łzy łóżka łóżku ścianie ślub śmiać śmiechem śmierci śmierć śmieszne śniadanie śniegu śpiewać
średniej środka środku świat świata światła światło świecie świetnie świetny źle żaden żadna żadnego żadnej żadnych
żart żałuję że żeby żebym żebyś żebyśmy żem żeś żona żonaty żonie żony żoną żonę żołnierze życia życie życiu żyje
żyją żyję żyć żył`
