// Made by scripts/name-evidence.mjs: everyday words of it; no names.
export const words = `abbandonata abbandono abbassa abbastanza abbia abbiamo abbiano abbraccio abilità abito abitudine accaduto accanto
accendi accesa accese accesi accesso accettare accompagnato accordo accorse accorsi accorto accusa accusato acqua
acque ad addio addirittura addosso adesso aereo affanno affare affari affatto affetto affrontare agente agenti
aggiungi aggiunse aggiunto agire agitazione agli agosto ai aiutare aiuti aiuto albergo alberi alcun alcuna alcune
alcuni alcuno all allarme alle allo allora almeno alpinismo alquanto alte altezza altra altre altri altrimenti
altro altronde altrui alza alzava alzò amante amava amavo ambedue ambiente ambizione ambulanza americani amica
amici amicizia ammalato ammirazione amo amore analisi anarchici anarchico anch anche ancor ancora ancóra andai
andar andare andarono andarsene andata andate andato andava andavano andiamo andò angolo anima animali animo anni
anno annunciato annuncio anticamera antico anzi aperse aperta aperte aperti aperto apertura appare apparire appello
appena appetito appia appoggiato appunto apre apri aprile aprire aprì arco ardore area argomento arma armadio
armati armi arrestati arrestato arresti arrivare arrivata arrivati arrivato arrivava arrivo arte articoli articolo
artista ascoltare ascoltava aspetta aspettando aspettare aspettato aspettava aspetto assai assalto assassino
assenza assieme assistenza assistito associazione associazioni assoluta assolutamente assoluto attacchi attacco
attentato attento attenzione attesa attimo attività atto attore attorno attraverso attuale attualmente aumenta
aumentare aumento autista auto autobus autopsia autorità avanti avea avendo aver avere averla averlo avermi averne
avesse avessero avessi avete aveva avevamo avevano avevo avrebbe avrebbero avrei avrà avrò avuto avvenimenti
avvenire avvenne avventura avvenuta avvenuto avversario avvia avviene avvocati avvocato azienda azione azioni
azzurro bacio ballo bambina bambini bambino bambola banca banco base bassa basta bastava bastone batteva bel
bellezza bellissima bello benché bene beni benissimo bensì bere berretto bestia bianche bianco bicchiere biglietto
bilancio bisogna bisognava bisogno bontà bordo bottiglia braccia braccio brano bravo breve brutta brutto bugia buio
buon buona buone buoni buono caccia cadavere cadere caduta caduto caffè caldo calma cambia cambiare cambiato camera
cameriera camicia camminare cammino campagna campi campionato campione campo cancella candidati cane cani canne
canto canzone capace capacità capelli capire capisce capisco capitale capitano capito capiva capo cappello
carattere carcere carezza carità carne carrozza carrozze carta carte casa casi caso cassa catena cattiva cattivo
causa causato cause cavaliere cavallo ce cedere cella centinaia cento centrale centro cerca cercando cercare
cercato cercava cercò certa certamente certe certezza certi certo cervello ch chi chiama chiamare chiamato chiamava
chiamò chiare chiarezza chiaro chiave chiede chiedere chiese chiesi chiesto chilometri chinò chissà chiudere
chiudeva chiudi chiusa chiuse chiusi chiuso ci ciabattino ciascuna ciascuno cibo cimitero cinema cinese cinquanta
cinque cioè circa circostanze cittadini città civile civili civiltà ciò classe cleopatra clima coatti coda cogli
cogliere coi col colla colle collera colline collo color colore colori coloro colpa colpi colpito colpo colto colui
com comando combattere come cominciare cominciato cominciava cominciò commenti commercio commesso commissione
commozione compagni compagnia compagno compassione competizione compito compiuto completa completamente comprendere
compresi compromessi comune comuni comunicato comunicazione comunità comunque concessione condanna condannato
condizione condizioni condotta condotto conforto conosce conoscenza conoscere conosceva conosci conosciuto conosco
conquista consegna conseguenza conseguenze considerato considerazione consigli consiglio contare contatto contegno
contenta contento contessa continua continuamente continuare continuato continuava continuo continuò conto contrari
contrario contro controllo conversazione convinto convinzione coperta coperto coppia coraggio corde corpi corpo
corrente correre correva corridoio corsa corse corsi corso corte cortile cos cosa coscienza cose costi costo
costretto costui così cosí creare creatura crede credere credete credeva credevo credi credo creduto crisi critica
critiche croce cronaca cucina cui cultura cuore cura cure curiosità da dacché dagli dai dal dall dalle dallo danni
danno dappertutto dapprima dargli darmi darsi data dati dato dava davanti davvero debbo debole debolezza decesso
decine decisione deciso decreto dedicato degli dei delitto dello denari denaro denti dentro deputati deserto
desiderava desiderio destino destra detta detto deve devo devono di diavolo dica dice dicembre dicendo diceva
dicevano dicevo dichiarato dici dico dicono dieci diede dietro difesa differenza difficile difficoltà diffidenza
dimenticare dimenticato dimissioni dimmi dinanzi dio dir dire diretta direzione dirgli diritti diritto dirle dirlo
dirmi dirti dirò disagi discorsi discorso discussione discutere disgrazia disgusto dispersi dispetto dispiace
disposizione disposto diss disse dissi distanza distratto distrazione distrutto dita dito divano divenne diventa
diventare diventato divenuto diversa diverse diversi diverso divertente dobbiamo dodici dolce dolcezza dollari
dolore dolori doloroso domanda domandai domandare domandato domandava domande domandò domani donne dopo doppio
dormire dormiva dottore dov dover dovere dovesse dovete dovette dovetti doveva dovevano dovevo dovrebbe dovrei
dovresti dovrà dovuta dovuto droga dubbio due dunque dura duro dà ebbe ebbene ebbi ecc ecco economia economico
edificio educazione effetti effetto efix egli eh elemento elettorale elettrica elezione elezioni emergenza energia
enne enorme entra entrambe entrambi entrare entrava entro entrò episodi episodio epoca eppoi eppure equilibrio
equipaggio eran erano eravamo erba ero errore errori esame esatta esattamente esclamò esecuzione esempio esercito
esiste esistenza esito esperienza esplosione esponenti espressione espresso esse essendo esser essere essersi essi
esso estate esterno estraneo età euro eventi evento evidente evitare ex fa faccia facciamo faccio facendo facesse
faceva facevano facevo facile facilmente facoltà falsità fame famiglia famiglie familiari fanciulla fanciullo fanno
far fare farebbe fargli farla farle farlo farmaci farmi farsi farà farò fase fatica fatta fatte fatti fatto favore
fazzoletto febbraio febbre fece feci fede felicità ferite feriti ferito ferma fermato fermo fermò ferro festa
fiamme fianco fiato fiducia figli figlia figlio figliuoli figliuolo figura fila film filo fin finale finalmente
finché fine finestra finestre fini finire finisce finita finito fino finora finì fiori fisico fissava fiume foglie
folla fondamentale fondi fonti forma forme forse forte forti fortuna forze fosse fossero fossi fra francese frase
fratelli fratello frattempo fredda freddo fresca fretta fronte frutto fu fuga fuggire fui fumare fumo funerali
fuoco fuor fuori furia furono futuro gamba gambe garage gas gelosia generale genere genitori gennaio gente gentile
gentilezza gestione gesto giacché giaceva giardino ginocchia gioco gioia giornale giornali giornalisti giornata
giornate giorni giorno giovane giovinetta giro giudice giudici giudizio giugno giunta giunto giuoco giustizia
giusto già giù giú gl gli glie glielo gliene governo gradi grado gran grande grandezza grandi grave gravemente
gravi gravissime grazia grazie gridare grido gridò grigi grigio grossa grosse grosso gruppi gruppo guai guancia
guarda guardando guardare guardava guardia guardò gusto ha hai han hanno him idea idee ieri ignorante il illusione
imbecille immaginare immagine immagini immediatamente immobile impatto impazienza impedire impegno impeto impianto
impiegato importa importante importanti importanza importava impossibile imposta impresa impressione
improvvisamente improvviso in incendio inchiesta incidente incidenti incontro incredibile indagini indietro
indirizzo individuo infanzia infatti infelice inferiore infermiere infine informazioni inglese ingresso
inizialmente iniziato inizio innanzi innocente inoltre inquietudine insieme insomma intanto intellettuale
intelligente intelligenza intendere intensamente intenzione intera interesse interessi internazionale interno
intero interruppe intervento intorno inutile inutili inutilmente invano invece inverno invidia invito io ipotesi
istante istinto italiana italiani italiano km la labbra lacrime laggiù lagrime lampada largo lascia lasciar
lasciare lasciata lasciato lasciava lasciò latino lato latte lavorare lavoratori lavori lavoro legati legato legge
leggere leggermente leggi legno lei lentamente lento lettera lettere letto levò lezione libera libero libertà libri
libro lieto lieve linea linee lingua lire lista livello lo locale locali lontana lontananza lontano loro luce luci
luglio lui lume luminosità lunedì lunga lunghe lunghi lungo luoghi luogo lutto là lì lí ma macchina madre maestro
magari maggior maggioranza maggiore maggiori malata malato malattia malattie malgrado mamma manca mancanza mancare
mancato mancava mandare mandato mangiare maniera manifestazione mano marchese mare marito martedì marzo massima
materiale matrimonio mattina mattinata mattino me medesima medesimo medicina medico meglio mele membri memoria meno
mente mentre meraviglia mercato merito mese mesi messa messaggio messo metri mettere mettersi metteva metti metà
mezz mezza mezzanotte mezzi mezzo mi mica mie miei migliaia migliore migliori miliardi milione milioni militare
militari mille minaccia minimo ministro minuti minuto mio miracolo mise miseria mistero misura modista modo moglie
molta molte molti molto momenti momento mondo montagna montagne morale morire mormorò morta morte morti morto mosse
mosso mostra mostrava motivi motivo moto movimenti movimento muore muro musica nascere nascosto naso nato natura
naturale naturalmente nave nazionale nazionali nazioni ne neanche necessaria necessario necessità negli nei nel
nemici nemmeno neppur neppure nera nere neri nero nessun nessuna nessuno neve niente nipote no noi nome nomi non
nonna nonno nonostante nostra nostre nostri nostro nota note notizia notizie noto notte nove novembre novità nulla
numero numerose numerosi nuova nuove nuovi nuovo nè né obiettivo occasione occhi occhiali occhiata occhio occorre
occupato odio odore oggetto oggi ogni ognuno oh olivi oltre ombra ombre omicidio onde onesta onore opera operai
operazione operazioni opere opinione opinioni opposizione oppure or oramai ordine ordini ore orecchie orecchio
organismo organizzazione orgoglio origine ormai oro orologio orrore oscurità ospedale ospedali ottenere ottobre ove
ovvero padre padrona padrone padroni paese paesi pagamento pagare pagato pagine paio pallida pallido palpebre pane
papà par pare parecchie parenti parere parete pareti pareva parevano pari parla parlamentare parlamentarismo
parlamento parlando parlare parlato parlava parli parlo parlò parola parole parte partecipare partecipazione parti
particolare particolari partire partita partiti partito parve passa passaggio passare passata passate passati
passato passava passavano passeggeri passi passione passioni passo patto paura pausa paziente pazienza pazzo
peccato peggio pei pel pelle penna pensa pensai pensando pensare pensato pensava pensavo pensi pensieri pensiero
penso pensò per perchè perché perciò perde perdere perdita perdoni perdono perduto perfetta perfettamente perfino
pericolo periodo permesso permette permettere persino perso persona personaggi personale persone però pesante peso
petrolio petto pezzi pezzo piace piacere piaceva piacevole piangendo piangere piani piano pianto piatti piatto
piazza piccola piccole piccoli piccolo piede piedi piena pieno pierino pietra pietre pietà pilota pioggia pirati
piuttosto pizza più piú po poca poche pochi poco poesia poi poichè poiché polemiche politica politiche politici
politico polizia poliziotti polsi poltrona polvere pomeriggio ponte popolazione popolo porta portar portare portata
portato portava porte porto portone portò posizione possa possano possiamo possibile possibili possibilità posso
possono posta posti posto posò potenza poter potere potesse potessi potete poteva potevano potevo potranno potrebbe
potrebbero potrei potrà potrò potuto poté povera poveri povero pranzo pratica precedente precedenti precedenza
precisamente preferito preghiera pregò premier premio prender prendere preparazione presa prese presente presenti
presenza presi presidente preso pressione presso presto prete prevede prevista previsto prezzo prigione primavera
prime primi primo principale principali principe principi principio probabilmente problema problemi procedura
processo prodotto produzione profonda profondamente profondità profondo profumo progetto programma promessa pronta
pronto propaganda proposito proposto propri propria proprie proprio prossima prossimi prossimo protesta proteste
protezione prova provato prove provocato pubblica pubblici pubblico pugni pullman punta punti punto puoi pur pura
pure puro purtroppo può qua quadro qual qualche qualcosa qualcuno quale quali qualità qualsiasi qualunque quand
quando quante quanti quantità quanto quantunque quarto quasi quattrini quattro que quegli quei quel quell quella
quelle quelli quello quest questa queste questi questione questo qui quindi quota raccogliere racconto raccontò
ragazza ragazze ragazzi ragazzo raggiungere raggiunto ragione ragioni rancore rapidamente rapido rapporti re reale
realmente realtà reazione reazioni record regione regioni regolarmente regole relazione religione rendeva
resistenza reso respirazione respiro responsabilità resta restare restava resto rete ricchezza ricco ricerca
ricerche ricevuto richiesta richieste ricordai ricordare ricordavo ricordi ricordo ridendo ridere rideva riduci
riempire riferito riflettere riguarda riguardo rimanere rimangono rimase rimasta rimaste rimasti rimasto rimorso
ringrazio ripetere ripeteva ripeti ripeté riportato riposo riprendi riprese rischio rise riso risolto risoluzione
rispetto risponde rispondere rispondeva rispose risposi risposta risposto risulta risultati risultato ritardo
ritorna ritornare ritornato ritorno ritornò ritrovamento ritrovato riuscito riusciva riva rivedere rivoluzione
romani rossa rosse rosso rotta rotto rumore ruolo sa sabato sacco sala sale salire salita saliva salotto salta
salute saluto salvare sangue sanno sapendo saper sapere saperlo sapesse sapete sapeva sapevano sapevo sappia saprei
saputo saranno sarebbe sarebbero sarei sarà sarò sbagliato scala scale scarpe scatola scegliere scelta scelto scena
scendere scene scherzo schiena sciagura scienza scienziati sciopero scomparsa scontri scontro scoperta scoperte
scoperto scopo scoppio scorsi scorso scossa scosse scritta scritto scrivere scrivo scuola scuole scuro scusa sdegno
se sebbene secolo seconda secondi secondo sede sedere sedette sedia seduta seduto segno segreto seguente seguire
seguito sei sembra sembrare sembrava sembravano semplice semplicemente semplici sempre seno sensazione senso sente
sentenza senti sentii sentimenti sentimento sentir sentire sentirsi sentita sentito sentiva sentivo sento sentì
senz senza seppi sera serata serie serio serratura serva serve servitore servizi servizio seta sette settembre
settimana settimane settore severa sfida sfogo sforzo sguardo si sia siamo siano siccome sicura sicuramente
sicurezza sicuro siete sigaretta sigarette sigaro signor signora signore signori signorina silenzio silverio simile
simpatia sindaco sinistra sinistro sino sisma sistema sito situazione so soccorritori soccorsi sociale socialista
socialisti società soddisfazione sofferto soffitto soffrire soffriva soggiorno soggiunse soglia sogni sogno sola
solamente soldati soldato soldi soli solito solitudine sollevò sollievo solo soltanto soluzione somma sonno sono
sopra soprattutto sorella sorelle sorpresa sorpreso sorridendo sorrideva sorrise sorriso sorta sorte sospeso
sospetti sospetto sospiro sosta sostanza sottile sotto spalla spalle sparato spavento spazio specchio speciale
speciali specialmente specie spegni speranza speranze spero spesa spese spesso spettacolo spiegare spiegazioni
spinta spiriti spirito spirituale sposa sposarmi squadra squadre sta stabilito stagione stampa stanca stanchezza
stanco stanno stanza stanze stare stasera stata state stati stato statunitensi stava stavano stavo stazione stelle
stessa stesse stessi stesso stette stiamo stima sto stomaco storia storico strada strade strage strana strano
stretta strinse struttura studenti studi studiare studii studio stupito su sua subito succede successiva
successivamente successivo successo sud sufficiente sugli sui suicidio sul sull sulla sulle suo suoi suolo suonare
suono superare superato superficie superiore sventura sè sé sì sí tacere tacque tale talvolta tanta tante tanti
tanto tapparella tapparelle tappeto tardi tattica tavola tavolino tavolo teatro tecnici tedesca televisione tema
temere temperatura tempesta tempi tempo temuto tenda tende tenendo tenere tenerezza teneva tensione tentando
tentativo tentato termine termini terreno terribile terza terzo test testa testamento testimoni testimonianze testo
the ti timer timore tipo tiro titolo to toccare toccava togli tono torna tornare tornava tornò torto totale tra
traccia tradimento traffico tragedia tramite tranquilla tranquillo trasporto tratta trattato trattava tratto
traverso treno triste tristezza troppe troppo trova trovai trovano trovare trovarmi trovata trovato trovava
trovavano trovavo trovo trovò tu tua tue tuo tuoi tutt tutta tuttavia tutte tutti tutto tuttora tv tè uccisi ucciso
udito ufficiale ufficio ulteriori ultima ultime ultimi ultimo umana umane umano umore un undici unica unico unità
uno uomini uomo uova urto uscio uscire uscita usciva uscì uso usura utile utilizzo va vado vai vale valeva valore
vanità vanno vantaggio vaporetto vari varie vasta ve vecchi vecchia vecchio vede veder vedere vederlo vedermi
vedeva vedevo vedi vedo veduto velo velocità vendere vendita vene venerdì venga vengo vengono venir venire venisse
veniva venivano venne vennero vent venti ventilatore ventilatori venuta venuti venuto veramente verde vergogna
verità vero verrà versi verso vestita vestiti vestito vi via viaggio vicenda vicina vicine vicini vicino vide video
vidi vie viene vieni vigili vigore vincere vino violento violenza violino virtù visione visita viso vissuto vista
viste visti visto vittima vittime vive vivere viveva vivi vivo vivono vizio voce voci voglia voglio vogliono voi
volentieri voler volere volesse volete voleva volevano volevo volle volli volo volontà volse volte volto volume
voluto vorrebbe vorrei vostra vostro votare voti voto vuoi vuol vuole vuota vuoto zia zio zitta zitto zone`
