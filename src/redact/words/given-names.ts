// Made by scripts/name-evidence.mjs: given names that Faker (MIT) gives to one gender alone in several languages.
export const womensNames = `abigail abril adela adele adelina adeline adriana adrienne agnes agnès aimee alba alejandra alena alexa alexandra
alexia alice alicia alina aline alison alix alma alyssa amalia amanda amber amelia amelie amina amira amparo amy
amélie ana anastasia anaïs andrée angela angelica angelika angelina anika anita anja ann anna annabelle anne
annette annie annika anouk antoinette antonella antonia antonina ariana ariane astrid audrey aurelia aurora aurore
aurélie aylin barbara beatrice beatriz belinda bernadette berta bertha beth bettina betty bianca birgit blanca
brenda brigitte britta camila camilla carina carla carmela carol carole carolina caroline carolyn cassandra
catalina catharina catherine cathy cecilia celia celine chantal charlotte chelsea chiara chloe chloé christel
christelle christiane christine cindy claire clara clarissa claudia claudine colette concetta constance corinne
cornelia cristina cynthia cécile céline dagmar daisy damaris daniela danielle daria dawn deborah delia delphine
denise diana dina dolores donna doris dorothy edith eileen elaine elena eleonora eliana eliane elif elin elina
elisa elisabeth elise elizabeth ella ellen ellie elma elodie elsa else elvira ema emilia emilie emily emmanuelle
erica erika erna esmeralda esperanza estela estelle ester esther eugenia eva eveline evelyne fabienne fabiola faith
fanny fatima felicia felicitas fernanda fiona flavia flora florence francesca francine francisca françoise frida
frieda frédérique gabriela gabriella gabrielle gemma geneviève georgette georgia georgina geraldine gerda gina
giovanna gisela giuliana gladys gloria grace graciela greta hana hanna hannah harriet hayley heather heidi helen
helena helene helga henriette hilda holly hélène ilona ilse imelda ina ines inga ingeborg ingrid irena irene irina
iris irma isabel isabela isabella isabelle ivonne jacqueline jana jane janet janice janine jasmine jeanette jeanine
jeanne jeannette jeannine jenna jennifer jenny jessica jill joana joanna joanne johanna josefa josefina josefine
josephine josette josiane joséphine joyce joëlle juana judith julia juliana julie juliette karen karin karina
karine karla katarina kate katharina katherine kathleen kathryn kathy katia katie katja kerstin kimberley kirsten
klara kristina kristine laetitia laila lana lara larissa laura laure lauren laurie leah leila leona leonie leonor
leticia leyla lia lidia lilia lilian liliana liliane lilly lily lina linda lisa lisbeth lise lisette liv livia lola
lorena lorraine lotte louisa louise lourdes luana lucia luciana lucie lucy lucía luisa luna luz lydia lynda
madeleine magali magdalena maja mandy manon manuela mara marcela marcella marcelle marcia maren margaret margaretha
margarita margot margret marguerite maria mariam mariana marianne marie marilyn marina marisa marisol marlene marta
martha marthe martina martine mary maryam maryse mathilda mathilde matilda matilde maud maura maureen maya megan
melanie melina melissa mercedes mia micaela michaela michelle michèle mila milena mina mira miranda miriam molly
mona monica monika monique muriel myriam mélanie nadia nadine nancy naomi natacha natalia natalie natasha nathalie
nelly nicole nikita nina noelia nora norah norma odette ofelia olga olivia paige paloma pamela paola pascale
patricia paula paulette paulina pauline peggy petra pia pilar priscilla rachael rachel rafaela ramona raquel rebeca
rebecca regina renata renée rita roberta romy ronja rosa rosalia rosalie rose rosemary ruth sabina sabine sabrina
sally salma samantha samira sandra sara sarah selena selina selma serena sheila sigrid silvia sofia sofie sofía
sonia sonja sophia sophie soraya stefanie stella stéphanie susan susana susanna susanne suzanne sylvia sylvie
tamara tania tanja tanya tara tatiana teresa tessa thea theresa therese theresia thérèse tiffany tina ursula
valentina valeria valerie valérie vanesa vanessa veronica veronika vicky victoria viktoria vilma viola violeta
virginia virginie vivian viviana viviane véronique wendy wilma yara yasmin yasmina yasmine yolanda yvette yvonne
zara zoe zoé`
export const mensNames = `aaron abdul abdullah abel abraham adam adrian ahmad alain alan albert alberto aldo alejandro alessandro alexander
alexandre alf alfonso alfred alfredo allan alonso alvin amin amir andre andreas andres andrew andré andy angelo
anthony antoine anton antonio antony armando armin arne arno arnold aron arthur artur arturo august augusto aurelio
axel barry ben benito benjamin bernard bernardo bernhard bertrand bilal boris bradley brent brian bruno bryan caleb
calvin camilo carl carlo carlos carmelo casper charles christoph christophe christopher ciro claudio clifford colin
connor constantin cornelius craig cristian césar damian damien dan daniel danilo danny dante dario darren dave
david dean dennis derek didier diego dimitri dirk domenico dominic dominik donald douglas duncan edgar edmond
eduard eduardo edward edwin elias elijah elliot elvis emanuel emil emiliano emilio emmanuel enrico enrique enzo
eric erick erik ernest ernesto ernst erwin esteban ethan eugenio evan fabian fabio fabrizio federico felipe felix
ferdinand fernando fidel filip finn flavio florian francesco francisco franco frank franklin franz françois fred
freddy frederick frederik fredy frédéric gabriel gaetano gary gavin geoffrey georg george georges gerald gerard
gerardo gianni gilbert gilberto gilles gino giovanni giuseppe glen gonzalo gordon gregorio gregory guido guillaume
guillermo gunnar gustav gustavo guy gérard hamza hans harold harry hasan henrik henry herbert herman horacio hubert
hugo humberto ian ignacio igor isaac isaiah ismael ismail israel ivan ivo jack jackson jacob jacques jake jakob
jamal james jared jason jasper javier jay jeffrey jens jeremy jim jimmy joachim joaquín joe joel johan johann
johannes john johnny jon jonas jonatan jonathan jorge jose josef joseph joshua joël juan jules julian julien julio
julius justin jérôme kai karim karl keith ken kenneth kenny kevin kian konrad kurt lars laurent lawrence leander
leandro leif leo leon leonard leonardo leonel leopold levi lewis liam linus lionel lisandro lorenz lorenzo louis
loïc luc luca lucas luciano lucien lucio ludwig luigi luis lukas luke léon magnus malik manuel marc marcel marcelo
marco marcos marcus marek mariano mario marius mark markus marlon martin martín marvin mason mateo mathew mathias
mathieu mats matteo matthew matthias maurice mauricio mauro max maxim maxime maximilian mehdi mehmet melvin michael
micheal miguel mike milo milton mirko mitchell mohammad mustafa nathan nathaniel neil nelson nicholas nick nico
nicolas niels niklas niko nils noah norbert norman noël octavio olaf ole oliver olivier omar orlando oscar oskar
osvaldo otto owen pablo paolo pasquale patrick patrik paul paulo pedro peter philip philippe phillip pierre pietro
piotr rafael ralph ramiro ramon ramón raoul raphael raphaël rayan raymond renato rené ricardo richard robert
roberto rodolfo rodrigo roger roland rolando rolf roman ronald ronny ross roy ruben rudolf rudy russell ryan rémy
said salvador salvatore sami samir samuel sandro santiago scott sean sebastian serge sergio seth severin shaun
silas silvio simon stefan stefano stephan stephen steve steven stuart stéphane sven sébastien theo theodor thiago
thierry thomas tim timo timothy tiziano tobias tom tomas tommy tomás tony trevor valentin valentino vicente victor
viktor vincent vincenzo vito walter wayne werner wesley william willy wilson xavier yannick yusuf yves zachary
zakaria`
