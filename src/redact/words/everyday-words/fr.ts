// Made by scripts/name-evidence.mjs: everyday words of fr; no names.
export const words = `abord abri absente absolu absolue absolument accent accepte accepter accident accord acheter action active
actuellement adieu administration admire adresse affaire affaires affection affreux afin agissait agit agitée
agréable ai aide aider aie aigu ailes ailleurs aimable aimais aimait aiment aimer aimerais aimiez ainsi air aise
ait ajouta ajoute ajouter ajoutez allaient allais allait aller allez allions allongeaient allons allume allumée
allure allée allées alors amant amis amitié amour amoureux amusant amuse amuser ancien anciens anglais angoisse
animaux annonce annoncer année années ans antique août apercevoir aperçut aplomb apparence appartement apparut
appel appela appeler appelez appelle appelé apporta apporte apporté apprendre apprentissage appris approcha
approche approcher appétit après arbres ardemment argent armes armée arrange arranger arriva arrivait arrive
arriver arrivé arrivée arrière arrêta arrête arrêter arrêté artiste as aspect aspire assassin asseoir assez assis
assit assure assurer assuré assurée assurément atmosphère attacher atteint attend attendais attendait attendant
attendez attendre attendrissait attends attente attention attentivement attiré attitude au aucun aucune augmente
aujourd auprès auquel aurai auraient aurais aurait auras aurez auriez aurons aussi aussitôt autant automne
automobile autorité autour autre autrefois autrement autres autrui aux auxquels avaient avais avait avance avant
avança avec avenir aventure aventures avez avions avoir avons ayant baiser baissa baissant baisse banc bande
banderole baronne barque barrière bas basse bateau beaucoup beauté beaux bel belles bergère besoin besoins bien
bientôt bizarres bière bières blanches blancs blessé bleu blonde blouse blâme bohémienne boire bois bon bonheur
bonhomie bonjour bonne bonnes bons bonté bord bouche boucles boudoir bougie bougies bouquet bourse bout bouteille
bouteilles boutique boîte branche branches bras brave brillaient brisé bruit bruits brune brusque brusquement brûle
brûler bu bureau but bêche bête bêtes bûcheron cacher cadavre cadeau café cailloux calme calmer camarade camarades
campagne campagnes capable capitaine capital caprices car caractère caresse caresses carreaux carrière cartes causa
causait cause causer ce ceci cela celle celles celui cent cependant cercle certain certaine certainement certaines
certains certes cerveau ces cessait cesse cet cette ceux chacun chacune chagrin chair chaise chaleur chambre
chambres champs chances change changer chanson chanter chapeau chaque charge chargé charité charmant charmante
charme chasse chasseur chat chaud chaussée chef chefs chemin chemins cheminée chemise cherchait cherche chercher
chers cheval chevaux chevet cheveux chez chien chocolatine choisir choix chose choses château chère chérie ci ciel
cigarette cinq circonstance circonstances clairement clarté classe clefs clos coche coin coins colère combien
comique comme commence commencé commença commençais commençait commune communication compagnie compagnon complet
complètement comprenait comprenant comprendre comprends comprenez compris comprit compromettre compte compter
comptez comtesse concert conduire conduite confiance confus connais connaissance connaissent connaissez connaît
connaître connu conscience conseil consoler constitue consulter content contente contient continua continuer
contraire contre convaincu convaincue convenu conversation conversations convient conçut corps corridor costume cou
couche coucher couchée coulait couleur coup coupable coupe couper couple coups coupé cour courage courait courant
courir couronne cours courses court courut couteau coutume couvent couvert coûte craindre crains crainte cri crie
crier crime crié croire crois croix croyais croyait croyez cru crue cruel crut créature crédit crée créole
crépuscule cuir cuisine cuisines curieux curiosité curé cérémonie côtés cœur cœurs dame dames danger dangereux dans
danse danseuses davantage debout dedans degrés dehors delà demain demanda demandais demandait demandant demande
demander demanderai demandé demeura demeurai demeurait demie demoiselles dents depuis dernier derniers dernière
dernières derrière des descendait descendirent descendit descendre descendu dessert dessous dessus destinée deuil
deux devaient devais devait devant devenait devenu devenue devient devina devint devoir devons devrait devriez
diable difficile différence différent digne dimanche dirai dire directeur dis disais disait disant discret
discrétion dise disparaître disparu disparut distance distinguer dit dites diverses dix docteur doigt doigts dois
doit doivent domestique donc donnait donne donner donnez donné dont dormaient dormait dormir dort double douce
doucement douceur douleur douloureux doute douter doux douzaine dragon droit droite drôle du duc duchesse dur dura
durait dure dès déchiré décida décider décidé décision déclaration déclenché découverte découvrait dédain défauts
déjeuner déjà délicate délicatement délicatesse délicieuse démarche démarre démence départ dépend dépit déplorable
désespoir désir désolé désormais détail détecteur déteste détours détresse dévoué dîner dû eau eaux edmée effet
effort efforts effrayer effusion eh elles embrassa embrasser employer emporta emporté empêche empêcher en enceintes
encore endroit enfance enfant enfants enfer enfin engager engagé enlève ennemis ennui ennuyeux enquête ensemble
ensuite entendais entendait entendez entendis entendre entends entendu enthousiasme entier entière entourée entra
entrait entre entrer entrèrent entrée entêtement enveloppe enveloppes envie envoyer erreur es escalier esclave
espoir esprit espèce espère espérance espérer essaya essayait essayer est estime estrade et etc eu eurent eus
eussent eut eux exaltation examen excellent excellente exclamation excès exemple exempt exercer existe existence
expliquer expression exprimer exprès expérience exquise extraordinaire extrême extérieure eût face facile
facilement faible faiblesse faim faire fais faisaient faisait faisant fait faite faites faits fallait fallut fameux
familier famille fasse fatale fatiguée faudra faudrait faut faute fauteuil faux façon façons femme femmes fenêtre
fenêtres fer fera ferai ferait ferez ferme fermer fermés feu feuille feuilles fidèle fidélité fier figure figurer
figures filet fille filles fillette fils fin fine fini finir finit fit fixes fière fièvre flambeau fleur fleurs foi
fois folie folle fonctionne fond font force forces forcé forme formes formuler fort forte fortement fortune forêt
fosse fou foule fous frais franchement francs français française frappa fraîcheur froid froide froidement front
fruit fuir fumée furent fureur fus fut fête fût gai gaieté gants garage gardait garçon garçons gauche gazon gendre
genoux genre gens gentilhomme gentille geste glace gouvernement goût goûts grande grandes grands grave gravement
gravité grille grise grosse grâce guerre gueule guide guère génie général gêne habitants habitude haine hasard haut
haute hauteur hein herbe heure heures heureuse heureusement heureux hier histoire hiver homme hommes honneur
honnête honte honteux horizon horreur hors hui huissier huit humaine humanité humeur humide hâte hélas héros
héroïque hésitation hôte hôtel ici idéal idée idées il illumine illusion ils image imagination immense immobile
impatience importance important importantes importe impossible impression incapables incendie incident inclination
inconnu incroyable indifférent inexprimable infinie influence innocence innocente inquiète inquiétude instant
instants instinct instrument intelligence intention intime intéressant intérieur intérieure intérêt intérêts
inutile irai irlandais ironie irons irrésistible jalousie jaloux jamais jambes japonais jardin jardins jaune je
jeta jeter jeu jeudi jeune jeunes jeunesse joie joli jolies jouait joue jouer joues jour journal journaux journée
journées jours joyeuse juge jusqu jusque juste justement la laissa laissait laissant laisse laisser laissez
laissèrent laissé lait lame lampe langage langue laquelle large larmes lasse lecture lendemain lentement lequel
lettre lettres leur leurs levait levant lever leçon leçons liberté libre lieu lire liste lit littérature livre
livres logis loin longs longtemps longue longues lors lorsqu lorsque louer loup lourd lourdement lueur lui lumineux
luminosité lumière lumières lune lutte là lâche lèvres légers légère légèrement légères ma madame mademoiselle
magasin magnificence magnifique main mains maintenant mais maison maisons malade malaise malgré malheur malheureuse
malheureusement malheureux maman manger manière manoir manque manquer manqué manteau marchait marchands marchant
marche marcher marches marché mariage marier marié marque marteau matin mauser mauvais mauvaise maître maîtres
maîtresse me meilleure membres mener mensonge menus mer merci mes message messe messieurs met mets mettait mettez
mettre midi mien mieux milieu mille min mince mine ministre minuit minute minuterie minutes minuteur minuteurs
mirent mis mise misère misérable mit mode modernes modeste moi moindre moine moins mois moitié moment moments mon
monde monsieur montagnes montait monter montra montrant montre montrer moral morale morceau mort morte morts mot
motifs mots mourir mourut mouvement mouvements moyen moyens muet murailles murmura murmure murs musique mystère
mystérieux mère mètres méchant médecin mélancoliques mémoire ménage mépris métal métier météo mêle même mêmes
naissance nature naturel naturelle naturellement navire ne neige nette neuf nez ni nid nièce noir noire noirs nom
nombre nombreux nommé noms non nos note notre nourrir nourriture nous nouveau nouveaux nouvelle nouvelles nu nuage
nuance nue nuit nuits nul nulle nus né nécessaire nécessaires nœuds objet objets obscure obscurité observations
obstacles obtenir obéir occasion occupait occuper occupé odeur officiers offre offrit oh oiseau oiseaux ombre
omnibus on oncle ont onze or ordinaire ordre oreille orgueil osait ose ou oublie oublier oublié oui ours outre
ouvert ouverte ouverts ouvrage ouvrant ouvre ouvrier ouvrir ouvris ouvrit où pain paire paisible paix palais palier
pan pantalon papa papier par paraissaient paraissait paraît parc parce pardon pardonne pareil pareille pareilles
pareils parents paresse parfaitement parfois parfum parlait parlant parle parler parlerai parlez parlé parmi parole
paroles pars part parti particulière partie partir partis partit partout paru parurent parut pas passa passage
passaient passait passant passe passent passer passion passions passèrent passé pause pauvre pauvres pauvreté payer
pays paysan paysans peine peintre pelouse pencha pendant pendule pensa pensait pense pensent penser penses pensez
pension pensionnat pensé pensée pensées perdre perdu perdue perdus perfection permis permission personnage
personnages personne personnes perspective petite petites petits peu peur peut peuvent peux philosophe phrase
physionomie physique piano pied pieds pierreries pipe pis pitié pizza pièce pièces place plafond plaindre plainte
plaintes plairait plaire plaisait plaisir plantes plaît plein pleine pleines pleura pleurait pleurer pleurs pleut
plis pluie plupart plus plusieurs plutôt poche poids poing point points poisson poitrine police politique pommes
pont porta portail portait portant porte portefeuille portent portes portrait porté poser position possible poste
pour pourcent pourquoi pourra pourrais pourrait pourriez poursuite poursuivit poursuivre pourtant poussa poussière
poussé pouvaient pouvais pouvait pouvez pouvoir pouvons prairies premier premiers première premières prenait
prenant prend prendrait prendre prends prenez presque pressa pressait pression prestes preuve prie prier princesse
principal principale principe printemps pris prise prison prit prix prière probable probablement problème problèmes
prochain proches professeur profond profonde profondeur proférait programme progrès proie projet projets promena
promenade promenait promener promesse promit propos propre proverbe prudent près précisément précédent précédente
préférable préoccuper prépare préparer préparé présence présent présenta prétexte prévenir prévoir prévu prêt prête
prêtre pu puis puisque puissance puissante puisse puni punir pur pure put pâle pâleur père péril période pêcheur
pêcheurs pêle pût qu quand quant quarante quart quatre quatrième que quel quelle quelles quelqu quelque quelquefois
quelques quels question questions queue qui quiconque quinze quitta quitter quitté quoi quoiqu quoique quotidienne
raconta raconter radieux rage raison raisonnable raisonnement rang rapidement rappelez rappelle rapport rare rares
rassurer rassurez rattraper recevoir recherche reconnaissance reconnaître reconnu reconnue refuse refusé regard
regarda regardaient regardais regardait regardant regarde regarder regards regret reine releva religieuse religion
remarquer remercie remerciements remets remettre remit remonta remplit rencontre rencontrer rencontrèrent rencontré
rend rendait rendez rendre rendu rentre rentrer repartir repartit repos reprendre reprends reprit reproches respect
respirer responsabilité ressens resta restait reste rester retard retenir retirer retour retourna retourner
retraite retrouve retrouvée revanche revenant revenir revenu reviendra revient revint revoir rez reçois reçu rhum
riait riant riche riches rideau rideaux ridicule rien rire robe roi roses rosée rouge rouges route royale rue
rupture règle récit réfléchit régions régler réjouit répandu réparer réplique répondait répondis répondit répondre
réponds répondu réponse répéta répétait résistance résolutions résultat réussi réussir réveil réveillé révélation
rêve rêver rêves rôle sa sac sache sais saisir saison sait sale salle salon salut sanglots sans santé satisfaction
satisfaire sauf saurait sauvages sauver savais savait savent saveur savez savoir scène scènes se sec second seconde
secondes secoua secouait secours secret secrètes selle selon semaine sembla semblaient semblait semblant semble
semblé sens sensibilité sent sentais sentait sentiment sentiments sentir sentis sentit sept septembre sera serai
serais serait seras serez seront serra serrées sert servante servi service servir serviteur ses seuil seul seule
seulement seuls si sien signification silence silencieuse simple simplement simples sincère sincèrement singulière
situation située six soie soient soin soins soir soirée soirées sois soit soldat soldats soleil solitude solution
sombre somme sommeil sommes songe songeait songer sonnait sonne sonner sont sort sortait sorte sortes sorti sortie
sortir sortirent sortit sou soucis soudain souffle souffles souffrait souffrance souffrances souffre souffrir
souhaite souhaiter soulever soupe souper soupir sourd sourdine souriant sourire sourires sourit sous soutenir
souvenir souvenirs souvent souviens soyez spectacle stores stupide su succès sueur suffit suis suite suivait
suivant suivante suivirent suivis suivit suivre sujet superbe supplie supporter suppose supprime suprême supérieure
surnommé surprendre surpris surprise surtout surveiller sympathie sèche séparer sérieusement sérieux sérénité
sévérité sûr sœur ta table tableau taillis taire tais talent tandis tant tante tantôt tape tapis tard tarde tas
teint tel telle tellement telles temps température tempête tenaient tenait tenant tend tendant tendit tendre
tendrement tendresse tendue tenez tenir tentative tente tenter terme terminée terrain terrasse terre terreur
terrible tes thermostat théâtre théâtres tienne tiens tient tira tirait tirant tiré toi toile toilette toit tomba
tombait tombe tomber tombé tombée tombées ton tondeuse tort touché toujours tour tourmenté tourna tournant tourner
tous tout toute toutes trahir train traits tranquille tranquillement tranquillité travail travailler travaillé
traversa traverser traversé tremblait tremblant tremblante tremblement trente triomphe triste tristement tristes
tristesse trois trompe tromper trop troubler troupe trouva trouvais trouvait trouve trouver trouves trouvé très tu
tuer tâches téléphone télévision témoin témoins ténèbres tête têtes tôt un une unité uns usage utile va vacances
vague vain vaincre vais valet valeur valve vanité vas vaste vaut veille veiller veine velours venaient venais
venait vendu venez vengeance venir vent ventilateur ventilateurs venu venue verdure verre verres verrouillée vers
vert verte veuf veuillez veulent veut veuve veux vice vicomte victimes vide vie vieillard vieille vieilles viendra
viennent viens vient vierge vieux vif vilaine village ville vin vingt vint violente violon vis visage visible
visite vit vite vitesse vitres vivait vivant vive vivement vivent vivre voici voie voient voies voile voilà voilée
voir vois voit voiture voix volet volets voleur volonté volume voluptueux vont votre voudrais voudrait voudras
voulais voulait voulez vouliez vouloir voulu voulut vous voyage voyager voyais voyait voyant voyez voyons vrai
vraie vraiment vu vue vus vécu vérifier véritable vérité vœu yeux âge âme ça échapper écho éclaire éclat éclata
éclats école écoute écouter écoutez écouté écria écrire écris écrit écriture écus éducation égal également église
égoïsme élevé éloigna élève émotion énorme épais épaule épaules épingle épisode époque épouse épouser époux épreuve
éprouvait éprouve éprouvé épuisé épée équilibre équipage étage étaient étais était état éteins étendit éternel
éternité étiez étions étoffes étoile étoiles étonna étonne étonnement étonné étonnée étouffant étrange étranger
étranges étude études étudiant étudier été évanouir éveilla éveillé éviter événement êtes être êtres œil œillets
œuvre`
