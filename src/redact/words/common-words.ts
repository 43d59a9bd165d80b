// Made by scripts/name-evidence.mjs: words that Wikipedia, novels and chat write small; no names.
export const commonWords = `abandoned abilities ability able about above abroad absence absent absolute absolutely absorbed absurd abuse
academic accent accept acceptable accepted access accessible accessories accident accidentally accompanied
accomplished according account accounts accuracy accurate accused achieve achieved achievement acid acquired across
acted acting action actions activate activated active actively activities activity actor actors actress acts actual
actually ad adaptation adapted adapter added adding addition additional address addressed addresses adds adequate
adjacent administrative admit admitted adopted adoption adorable adult adults advance advanced advantage
advertising advice af affair affect affected affection afford affordable afraid after afternoon afterwards again
against age aged agencies agenda agent agents aggressive ago agree agreed agreement agrees agricultural ahead ai
aid aim aimed aint aircraft alarm albeit album albums alcohol alert algorithm alien aliens alive all alleged allow
allowed allowing allows almost alone along alongside alot alphabet already alright also alternate alternative
although altogether always am amateur amazing ambitious among amongst amount amounts amp amusing an analog analysis
ancestors ancient and anger angle angry animal animals animated animation anniversary announced annoying annual
annually another answer answered answers antenna anti ants anxiety any anybody anymore anyone anything anyway
anyways anywhere apart apartment apes app apparent apparently appeal appealing appear appearance appearances
appeared appearing appears apples application applications applied applies apply appointed appointment appreciate
approach approached approaches appropriate approval approved approximately apr architect architecture are area
areas argue argued argues arguing argument arguments arm armies arms around arranged arrangement arrest arrested
arrival arrive arrived arrives arriving arrogant article articles artificial artist artistic artists as ashamed
aside ask asked asking asks asleep aspect aspects ass assault assigned assist assistance assistant associated
assume assumed assuming at ate atmosphere atomic atoms attached attack attacked attacking attacks attempt attempted
attempting attempts attend attended attention attitude attracted attraction attractions attractive attributed
audience audiences audio authorities authors auto automatic automatically availability available average avoid
awarded aware away awesome awful awkward babies back backed background bacon bacteria bad badly bag bags balance
balls ban band bands banned barely barrel bars base based bases basic basically basis basket basketball bathroom
baths batteries battery battles be beans bear bearing beast beat beating beats beautiful beautifully beauty became
because become becomes becoming bed bedroom bedrooms beef been before began begin beginning begins begun behalf
behavior behaviour behind being beings belief beliefs believable believe believed believes believing belong belongs
beloved below belt beneath benefit benefits bent beside besides bet better between beyond bid big bigger biggest
bike billion bills biological birds birth birthday bishops bit bitch bitches bite bits bitter bizarre blacks blade
blame bland blank blind blocked blocks blood bloody blow blown blows boat boats bodies body bomb bombing bone book
booked booking books boot boots border borders bored boring born both bother bottle bottles bottom bought bound
boundaries boundary bout bow box boxes boy boyfriend boys branches brand brave bread break breakfast breaking
breaks breast breath breed breeding brief briefly brilliant bring bringing brings bro broad broadcast broke broken
brother brought brownies browser bruh brutal bucks budget bug bugs build building buildings built bulk bulky bullet
bullshit bunch buried burn burned burning burst bus buses business businesses busy but butt butter button buttons
buy buying buys by bye ca cab cable cables cage cake calcium calculate calculated calendar call called calling
calls calm calories came cameo camera cameras camp campaign camps campus can cancel cancelled cancer candidate
candidates cannot cans cant capabilities capability capable capacity capital capture captured car carbon card cards
care career careful carefully cares carried carrier carries carrying cars cartoon cartridge cartridges cases cast
casting cat catch categories category cats cattle caught cause caused causes causing ceased celebrate celebrated
cell cells centered centers cents centuries century ceremony certain certainly chain chair chairs challenge
champion chances change changed changes changing channels character characteristic characteristics characterized
characters charge charged charger charges charging charm charming chat cheap cheaper cheat cheating check checked
checking checks cheese chemical chemistry cheque chest chick chicken child childhood childish children chill chips
chocolate choice choices choose chose chosen cinema cinematic cinematography circles circuit circulation
circumstances cited cities citizen citizens citizenship civilian civilization claim claimed claiming claims clarity
class classes classic classical classified clean cleaning clearly clever cliches click client climate climax clip
clock close closed closely closer closest closing clothes clothing cloud clown clubs clue cm co coach coal coastal
coat code codes codice coffee coin coins cold collapse collect collected collection colleges colonial colonies
colony color colored colorful colors colour column com combat combination combined come comedic comedies comedy
comes comfortable comic coming comment commentary comments commercial commissioned commit committed common commonly
communicate communication communities community companies companion compare compared comparison compatible
compelling compete competition competitive complain complaints complete completed completely complex complexity
complicated component components composed composer composition compounds computer computers concentrated
concentration concept concepts concern concerned concerning concerns concert concluded conclusion condition
conditions conduct conducted confidence configuration confirm confirmation confirmed conflict conflicts confused
confusing confusion connect connected connecting connection connections conquered cons conscious consciousness
consequence consequences consider considerable considerably consideration considered considering consisted
consistent consistently consisting consists console conspiracy constant constantly constructed construction
consumption contact contacts contain contained containing contains contemporary content contest context continue
continued continues continuing continuous contract contrary contrast contribute contributed contribution
contributions contrived control controlled controls controversial controversy convenience convenient conventional
conversation conversion convert converted convince convinced convincing cookies cooking cool cop copies copper cops
copy core corn corner corporate correct correctly corresponding corrupt corruption cost costly costs costume cotton
could counted counter counties counting countries country coup couple couples courage course courts cousin cover
coverage covered covering covers coward crack craft crap crash crazy cream create created creates creating creation
creature creatures credit credited credits creepy crew cried crime crimes criminal criminals cringe crisis crisp
criteria critic critical criticism criticized critics crossed crossing crowd crucial cruel cry crying cuisine cult
cultural culture cultures cunt cups curiosity curious currencies currency current currently curve custom customer
customers cut cute cuts cutting cuz cycle da dad daily damage damaged damn dance dancing danger dangerous dark
darkness dat data dated dates dating daughter daughters days dead deadly deal dealing deals dear death deaths
debate debit debt debut decade decades decent decide decided decides decision decisions deck declared decline
declined decrease dedicated deemed deeper deeply default defeat defeated defend defending defensive define defined
definitely definition degree degrees delay delete delight delightful deliver delivered delivers delivery demand
demanded demands democracy demonstrated denied dense density dentist depart departing departs departure dependent
depending depends depicted deposit deposited depressing depth derived descent describe described describes
describing description deserve deserved deserves design designated designed designer designs desire desired desk
desperate desperately despite destination destroy destroyed destruction detail detailed details detective determine
determined develop developed developing development device devices devil devoted dial dialing dialogue diameter
dice did didnt die died dies diet differ difference differences different difficult difficulties difficulty digital
dimensional dinner diplomatic direct directed directing direction directions directly director directors dirty dis
disagree disappeared disappointed disappointing disappointment disaster disc discount discover discovered discovers
discuss discussed discussion disease diseases disgusting dishes disk disorder display displayed displays disposable
dispute distance distant distinct distinction distinctive distinguish distinguished distributed distribution
districts disturbing diverse diversity divide divided divisions divorce do doctors doctrine document documentary
documented documents does doesnt dog dogs doing dollar dollars domain domestic dominant dominated done dont door
doors double doubt down download dozen dozens draft drag drama dramatic draw drawing drawn dream dreams dress
dressed drink drinking drinks drive driven driver drivers drives driving drop dropped dropping drops drove drug
drugs drunk dry du dual dude due dull dumb durability durable during dust duties duty dvd dying dynamic each eager
ear earlier earliest earn earned earns ears easier easily easy eat eaten eating eats economic edge edited editing
edition editor educated education educational effect effective effectively effects efficient effort efforts egg
eggs eh eight either elaborate elected election elections electrical electricity electron electronic electrons
element elements eleven elite elsewhere em email embarrassing emerged emergency emotion emotional emotionally
emotions emphasis employed employee employees employment empty en enabled encounter encountered encourage
encouraged end ended ending endless ends enemies enemy energy enforcement engage engaged engaging engine engineer
engines enjoy enjoyable enjoyed enjoying enormous enough ensemble ensure enter entered entering entertaining
entertainment entire entirely entitled entrance entry environment environmental epic episode episodes equal equally
equals equation equilibrium equipment equipped equivalent error errors escape escaped especially essential
essentially establish established establishing establishment estate estimated et etc ethnic even evening event
events eventually every everybody everyday everyone everything everywhere evidence evident evil evolution evolved
ex exact exactly examination example examples excellent except exception exceptions excess excessive exchange
excited excitement exciting exclusive exclusively excuse executed execution exercise exist existed existence
existing exists expand expanded expansion expect expectations expected expecting expedition expense expensive
experience experienced experiences experiment experimental experiments expert explain explained explaining explains
explanation export exposed exposure expressed expression extend extended extension extensive extent external extra
extraordinary extras extreme extremely eye eyes face faced faces facilities facility facing fact factor factors
factory facts fag faggot faggots fail failed failing fails failure fairly faithful fake fallen falling falls false
familiar families family famous fan fans fantastic far fare farm farmers farther fascinating fashion fashioned fast
faster fat fatal father fault favor favorite favour favourite fax fear fears feature featured features featuring
feed feeding feel feeling feelings feels fees feet fell fellow felt female females feminist fever few fewer fi
fiction fictional fifteen fifth fifty fight fighters fighting fights figure figured figures file files fill filled
film filmed filming filmmaker filmmakers filmmaking films final finale finally financial find finding finds fine
finest finger fingers finish finished finite fire fired fires firing firm first fish fishing fit fits five fix
fixed flag flash flat flaw flaws fled flesh flew flick flight flights flimsy flip floating floor floppy flow flower
flows fluid fly flying focus focused focuses focusing fold folk folks follow followed followers following follows
fond food foods fool foolish fools footage for forced forces forcing foreign forests forever forget forgot
forgotten form formal formally format formation formed former formerly forming forms formula forth fortune forty
forward fought foul found founded founder founding four fourth fragile frame framework franchise fraud free freedom
freeze frequency frequent frequently friendly friends friendship from front frozen fruit fruits frustrating ft fuck
fucked fuckin fucking fuel full fully fun function functional functionality functions fundamental funded funding
funds funniest funny furnished further future gags gain gained gallon gallons game games gang gap garbage gas
gathered gave gender generally generate generated generation generations generic genetic genius genocide genre
gentle gentleman genuine genuinely get gets getting ghetto ghost giant gift girl girlfriend girls give given gives
giving glad glasses go goal goals goes going gold gon gone gonna goods goofy gorgeous got gotta gotten government
governments grab grade gradually graduate grain grandfather granted graphic graphics grass grave gravity great
greater greatest greatly grew grip ground grounds group groups grow growing grown grows growth gt guess guest
guests guilty guitar gun guns guys gym ha habit had haha hair half handed handful handle handled handling hands
handsome hang hanging happen happened happening happens happiness happy hard harder hardly hardware has hat hate
hated hates hatred hats have having he head headed heading headquarters heads headset healthy hear heard hearing
heart hearted hearts heat heavily heavy height held hell hello help helped helpful helping helps her here hero
heroes herself hey hi hidden hide hiding high higher highest highly hilarious him himself hip hire hired his
historian historians historical historically history hit hits hitting hockey hoe hoes hold holding holds hole holes
holiday hollow home homes homosexual honest honestly honey honor honour hop hoped hopefully hopes hoping horrible
horror horse horses host hosted hot hotels hour hours household households houses housing how however http https
hug huge huh human humanity humans humor humorous humour hundred hundreds hungry hunting hurt hurts husband
hydrogen hype hypocrite ice id idea ideal ideas identical identified identify identity idiot idiotic idiots if
ignorance ignorant ignore ignored ii ill illegal illness im image images imagination imagine immediate immediately
immigrants immigration impact implementation implemented importance important impossible impressed impression
impressive improve improved improvement in inch inches incident include included includes including income
incompetent incorporated incorrect increase increased increases increasing increasingly incredible incredibly
indeed independent independently indicate indicated indigenous individual individuals indoor industrial industry
inevitable inexpensive infinite influence influenced influences influential info inform information informed
infrastructure ingredients inhabitants initial initially initiated injured injury ink inner input insane insects
inside insight inspiration inspired install installation installed instance instant instantly instead institutions
instruction instructions instrument instruments insult insurance integrated intellectual intelligence intelligent
intended intense intensity intent intention interaction interest interested interesting interests interface
internal interpretation interview into intriguing introduce introduced introduction intuitive invaded invasion
invented invention investigate investigation investment invited involve involved involvement involves involving
irony is isolated issue issued issues it item items its itself jail jam jams jar jealous jerk jet jobs join joined
joining joke jokes juice jump jungle junk jurisdiction jus just justify keep keeping keeps kept keyboard keypad
keys kg kick kicked kid kids kill killed killer killing kills kilometers kind kinda kinds kiss km knew knife knock
knocked know knowing knowledge known knows label lack lacking lacks ladies lag laid lame land landed landing lands
landscape language languages large largely larger largest laser last lasted lasting lasts late lately later latest
latter laugh laughed laughing laughs laughter launch launched laundry laws lay layer lazy lcd lead leader leaders
leadership leading leads learn learned learning learns least leather leave leaves leaving led left leg legal
legally legend legendary legislation legs length lens lenses lesser lesson lessons let lets letter letters letting
level levels liar license lie lies life lifestyle lifetime lift lifted light lighter lighting lights lightweight
like liked likely likes lil limit limited limits line linear lines linked links lips liquid list listed listen
listened listening lists lit literally literary literature liters live lived lives living ll lmao load loaded
loading loads local locate located location locations lock locked logic logical logo lol lonely longer longest look
looked looking looks loose lor lose loser losers loses losing loss losses lost lot lots loud loved lovely lover
lovers loves loving lower lowest lt luck luggage lunch lying lyrics machine machines macro made magic magnetic
magnitude mail main mainland mainly mainstream maintain maintained maintaining maintains maintenance majority make
makers makes makeup making males manage managed manager manages manner manual manufactured manufacturers
manufacturing many map marbles marked market marketing markets marriage married martial mask mass massive
masterpiece match matches mate material materials mathematical mathematics matrix matter matters mature maximum
maybe mb me meal mean meaning means meant meanwhile measure measured measures meat mechanical mechanics mechanism
medieval mediocre medium meet meeting meetings meets megapixel member members membership meme memorable memories
memory men mental mentally mention mentioned menu menus mere merely mess message messages met metal meters method
methods mi mid midnight might mild mile military milk million millions min mind minded minds mine mini minimal
minimum mining minority mins minute minutes mirror miserable missed missile missing mission mistake mix mixed
mixture mm mob mock mode model models moderate modern modes modified molecular molecules mom moment moments
momentum money monkey monster month monthly months mood moral morality morning moron morons most mostly mother
motion motor mounted mouth move moved movement movements moves movie movies moving mp much multi multiple multiply
murder murdered murders muscle music musical musicians must my myself mysterious mystery myth nah naked name named
namely names narrative narrow nasty nation natural naturally nature navigate navigation nd near nearby nearest
nearly neat necessarily necessary neck need needed needs negative neighbor neighborhood neighbors neither nerve
nervous net network networks neutral never nevertheless newer newly news newspaper newspapers next nicca niccas
nice nicely nickel nig nigga niggah niggas nigger night nightmare nights nine no nobody noise noisy nominated
nomination non none nonsense nor normal normally nose not notable notably note noted nothing notice noticed notion
novel novels now nowhere nuclear nucleus number numbers numerous nut nuts object objective objects observation
observed obsessed obtain obtained obvious obviously occasion occasional occasionally occasions occupation occupied
occur occurred occurring occurs odd of off offended offensive offer offered offering offers officer officers
offices official officially officials often oh oil ok okay old older oldest omg on once one ones ongoing online
only onto open opened opening openly opens operate operated operates operating operations operator opinion opinions
opponent opponents opportunities opportunity opposed opposite opposition optical option options or oranges orbit
order ordered orders ordinary org organic organisms organizations organized orientation oriented origin original
originally originated origins other others otherwise ought ounces our ourselves out outcome outdoor outer output
outside outstanding outta over overall overcome overly overseas owe own owned owner owners ownership owns oxygen
pack package packed packs pad pages paid pain painful paint painted painting paintings pair pairs pale panel pants
paper papers parallel parent parents parking parody part partial partially participants participate particles
particular particularly parties partly partner parts pass passage passed passenger passengers passes passing
passion past patch path pathetic patient patients pattern patterns pay paycheck paying payment payments pays peak
penalty pencils pending penis people peoples per perceived percent percentage perfect perfectly perform performance
performances performed performers performing perhaps period periods permanent permission permitted person personal
personality personally personnel persons perspective pets phase phenomenon philosopher philosophical philosophy
phone phones photo photographs photography photos phrase physical physically piano pic pick picked picking picks
pickup pics picture pictures pie piece pieces pig pile pilot pin pipe pissed pitch pity pizza place placed places
plain plan plane planet planned planning plans plant plants plastic plate plates platform play played player
players playing playlist playoffs plays please pleased pleasure plenty plot plug plus pm pocket poem poet poetry
point pointed pointing pointless points policies policy political politically politician politicians politics poor
poorly pop popular popularity population populations porn portable portion portions portrait portrayal portrayed
ports position positions positive possess possessed possession possibility possible possibly post posted poster
posting posts pot potatoes potential potentially pound pounds poverty powder powered powerful practical practically
practice practices praise pray pre precisely predecessor predictable prefer preference preferred pregnancy pregnant
premise prepare prepared presence present presented presents preserve preserved pressed pressure pretend pretty
prevent previous previously priced prices pricey pride priests primarily primary principal principle principles
print printed printer printers printing prints prior prison prisoner prisoners private probability probably problem
problems procedure proceed process processes processing processor produce produced producer producers produces
producing product production products professional profile profit program programming programs progress progressive
project projects prominent promise promised promises promising promote promoted pronounced proof propaganda proper
properly properties property proportion proposal proposed protagonist protect protected protection protein proteins
protest proud prove proved proven proves provide provided provides providing provinces proving psychological pto
public publication publicly published pull pulled pulling pulp punch punishment punk purchase purchased pure purely
purple purpose purposes push pushed pushing pussy put puts putting qualities quality quantities quantum quarter
quarters queer quest question questions quick quickly quiet quietly quirky quit quite quote race races racial
racing racism racist radiation radical rage rain raise raised raising ran random range ranges ranging rank ranked
ranks rap rape rapid rapidly rare rarely rate rated rates rather rating ratio rational rats raw rays rd re reach
reached reaches reaching reaction reactions readers reading reads ready real realistic reality realize realized
realizes really rear reasonable reasonably reasons recall receive received receiver receives receiving recent
recently reception rechargeable recipe recognition recognize recognized recommend recommended record recorded
recorder recording recover recovered recovery reduce reduced reducing reduction refer reference references referred
referring refers reflect reflected reflection reform reforms refund refuse refused refuses regard regarded
regarding regardless regime region regions register registered regret regular regularly regulations reign rejected
relate related relation relations relationship relationships relative relatively relatives release released
releases relevant reliability reliable relief religion religious rely remain remainder remained remaining remains
remake remarkable remember remembered remind reminded reminder reminds remote removal remove removed removing
renamed rendered rent rental repair repeat repeated repeatedly replace replaced replacement replacing replied reply
report reported reporter reports represent representation representative represented representing represents
reputation request requested require required requirements requires requiring rescue researchers reservation
reservations reserve reserved residence residents resistance resolution resolved resources respect respective
respectively respond responded response responsibility responsible rest restaurant restaurants restored restricted
restrictions result resulted resulting results retained retard retarded retired retirement return returned
returning returns reveal revealed reveals revenge revenue reverse review reviews reward rewards rid ride ridiculous
riding right rights ringer rings ringtones rip rise rising risk rival roads rocket rocks role roles rolled rolling
romance romantic roof room rooms root roots rough roughly round rounds route router routes routine routing row
rubber rude ruin ruined rule ruled ruler rules ruling run running runs rural sacrifice sadly safe safety sake
salary sale sales same sample sand sat satellite satire satisfied satisfying sauce save saved saves saving savings
saw say saying says scale scanner scared scary scenario scene scenes schedule scheduled scheme scholars schools sci
scientific scientist scientists score scored scores scream screaming screen screenplay screenwriter script scum
search searching season seasons seat seats second secondary seconds secret section sections sector secure see seeds
seeing seek seeking seem seemed seemingly seems seen sees segment select selected selection self selfish sell
seller selling sells semi send sending sends senior sense senses sensitive sent sentence separate separated
separately separation sequel sequence sequences serial series serious seriously servants serve served serves
service services serving session set sets setting settings settle settled settlement settlements settlers setup
seven several severe sex sexual sexy shadow shake shall shallow shame shape shaped share shared shares sharing she
sheep sheer sheet sheets shell shift ship shipping ships shirt shirts shit shock shocked shocking shoes shoot
shooting shopping shore shorter shortly shot shots should shoulder shoulders show showed shower showing shown shows
shut shutter sick side sided sides sight sign signal signals signature signed significance significant
significantly signing signs silence silent silly similar similarly simple simply simultaneously sin since singer
singing single sisters sit site sites sitting situated situation situations six sixth size sized sizes skill skills
skin slap slave slavery slaves sleek sleep sleeping slices slight slightly slim slot slow slower slowly smaller
smallest smell smh smile smiled smiling smoke smoking smooth so soap social soda sodium soft software soil sold
soldier soldiers sole solely solid solo solution solutions solve some somebody somehow someone something sometimes
somewhat somewhere song songs sons soon sooner sophisticated sorry sort sorts sought soul sound sounds soundtrack
source sources space spacecraft spaces spare speak speakerphone speakers speaking speaks special specialized
species specific specifically specified spectacular speech speed speeds spell spelling spend spending spends spent
sphere spin spirit spirits spiritual spite split spoke spoken sport spot spots spread spy stability stable stage
stages stand standards standing stands starred starring stars start started starting starts stated statement
statements stating stations status stay stayed staying stays steady steal stealing steam steel stem step steps
stick sticks still stock stole stolen stomach stones stood stop stopped stopping stops storage store stored stores
stories storyline straight strange stranger strategic strategy stream streets strength stress stretch strict
strictly strike strikes striking string strings strip stroke stroller stronger strongly struck structure structures
struggle struggling stuck student students studied studies studio study studying stuff stunning stupid stupidity
sturdy style styles stylish sub subject subjects submarine subreddit subsequent subsequently substance substantial
subtitles subtle succeed succeeded success successful successfully succession successor such suck sucks sudden
suddenly suffer suffered suffering suffers sufficient sugar suggest suggested suggesting suggestion suggests
suicide suit suitable suits sum sunlight superb superior supplied supplies supply support supported supporters
supporting supports suppose supposed supposedly sure surely surface surgery surprise surprised surprising
surprisingly surrounded surrounding survival survive survived surviving suspect suspected suspense swear sweet
swimming swing switch sword symbol symbols sympathetic sympathy symptoms syndrome system systems table tables tag
tail take taken takes taking tale talent talented talents talk talked talking talks tall tanks tape target targets
task tasks taste taught tax taxes tbh teach teacher teachers teaching team teams tear tears tech technical
technique techniques technologies teen teenage teenagers teeth telephone television tell telling tells temperature
temperatures temporary ten tend tends tense tension term terms terrible terrific territories terror terrorist
terrorists test tested testing tests text texts th than thank thanks that thats the theater theaters theatrical
thee their them theme themes themselves then theorem theories theory therapy there thereby therefore thermal these
they thick thin thing things think thinking thinks third thirty this tho thoroughly those thou though thought
thoughts thousand thousands thread threat threatened threatening threats three threw thriller throat throne through
throughout throw throwing thrown throws thru thrust thus ticket tickets tie tied ties tight till time timer times
timezone timing tin tip tired tires tissue title titled titles to today together toilet told tomorrow tone tones
tongue tonight tons took tool tools top topic total totally touch touched touching tough tour tourism tourist
toward towards town towns toxic toys track tracks trade trading tradition traditional traditionally traditions
traffic tragedy tragic trailer train trained training trains transaction transactions transfer transferred
transfers transformation transition translated translation transmission transport trap trapped trash travel
traveled traveling travelling travels tray treat treated treatment treats tree trees trend trial tribe tribes
tribute trick tried tries trilogy trip trips troll troops tropical trouble troubled truck trucks truly trust truth
try trying tryna tube tune turn turned turning turns tv tweet tweets twelve twenty twice twist twisted twists two
type types typical typically ugly ultimate ultimately un unable uncertain uncomfortable under underground
underlying understand understanding understood unexpected unfortunate unfortunately unfunny unhappy uniform unit
units universe universities unless unlike unlikely unnecessary until unusual up update updated upgrade upon ups
upset ur us usage use used useful useless user users uses using usual usually utter utterly vacation vague valid
valuable value values vampire vampires variable variation variations varies variety various vary varying vast ve
vector vegetables vehicle vehicles venue verification verify versatile version versions versus vertical very
vessels veteran via vibrate victim victims video videos view viewed viewer viewers viewfinder viewing views villain
violence violent virtual virtually virus visible vision visit visited visiting visitors visits visual visually
voice voiced voices volume vote voted voters votes voting vulnerable wait waited waiting walk walked walking walks
wanna want wanted wanting wants warfare warm warning warranty was washed waste wasted watch watched watching water
wave waves ways we weak wealth wealthy weapon weapons wear wearing wears weather website wedding weed week weekend
weekly weighs weight weird welcome welfare well went wet whale what whatever whats wheel wheels when whenever where
whereas whether which while whilst whisper who whole whom whose why wide widely wider widespread wife wild willing
win wind window winds wine wings winner winning wins wire wisdom wish wished wishes wit witch with withdraw
withdrawal withdrew within without witness witty woman women won wonder wondered wonderful wondering wont wooden
word words wore work worked worker workers working works worldwide worn worried worry worse worship worst worthless
worthy would wound wow write writer writers writes writing writings written wrong wrote wtf www ya yall yard yards
ye yea yeah year years yellow yes yesterday yet yo you younger your yours yourself youth youtube zero zoom`
