"""Words of each language that are missing in the lists of Faker: cities in local spelling, titles, months, firms, more names."""

LOCALES = {
    "de": ("de_DE", "de_DE", "de_AT", "de_CH"),
    "fr": ("fr_FR", "fr_BE"),
    "es": ("es_ES", "es_ES", "es_MX", "es_CO", "es_AR"),
    "it": ("it_IT",),
    "nl": ("nl_NL", "nl_NL", "nl_BE"),
    "pt": ("pt_BR", "pt_PT"),
    "pl": ("pl_PL",),
    "hi-Latn": ("en_IN",),
}

# First names of women, of men, and surnames, of families from elsewhere too.
MORE_NAMES = {
    "de": (
        "Aylin Ayşe Fatma Elif Zeynep Emine Jelena Snežana Agnieszka Swetlana Olga Imke Wiebke Frauke Heike Antje Maren Silke Gesa Tomke Svantje Ronja "
        "Kunigunde Mechthild Hedwig Traudel Resi Vroni Leni Finja Mila Emilia Frieda Greta Mathilda Nele Jule Lotte Ylvi Edeltraud Waltraud Sieglinde",
        "Mehmet Mustafa Ali Hasan Emre Murat Zoran Goran Milan Piotr Igor Sergej Dimitri Hauke Sönke Enno Fiete Jasper Bjarne Ove Torben Henning Detlef "
        "Ekkehard Gernot Wendelin Korbinian Xaver Alois Sepp Vinzenz Anton Oskar Emil Theo Matteo Levi Mats Piet Jannes Malik Ridvan Volker Eckart Gunther",
        "Yılmaz Demir Kaya Öztürk Petrović Jovanović Nowak Ivanov Nguyen Haddad Osei Brüggemann Westerkamp Niehoff Ostermann Tiedemann Harms Petersen Janssen "
        "Hinrichs Freese Brodersen Lüders Overbeck Steinhoff Kleinschmidt Großmann Oberndorfer Huber Moser Gruber Haslinger Egger Zumstein Bühler Aebischer "
        "Kretschmann Löwenthal Rosenbaum Grünwald Hirschfeld Schönfelder Baumgärtner Holzapfel Rübsamen Kaltwasser Frühauf Morgenroth Immergrün",
    ),
    "fr": (
        "Aïcha Fatima Khadija Samira Leïla Inès Yasmine Nadia Aminata Mariama Fatou Aurore Solange Ghislaine Bernadette Marie-Claude Anne-Laure Maëlle "
        "Lou Jade Louane Manon Léonie Romane Agathe Clotilde Sidonie Joséphine Gwendoline Nolwenn Enora Rozenn Maïwenn Élodie Céline Sabrina Virginie Élise",
        "Mohamed Karim Rachid Mehdi Youssef Amadou Ibrahima Mamadou Moussa Nguyen Théo Enzo Léo Nathan Mathis Raphaël Timothée Aurélien Cédric Loïs Erwan "
        "Gaël Ronan Tanguy Malo Jean-Baptiste Pierre-Yves Jean-Claude Didier Gérard Marcel Lucien Augustin Barnabé Isidore Firmin Anselme Eudes Kylian",
        "Benali Haddad Belkacem Cherif Traoré Diallo Ndiaye Koné Camara Nguyen Tran Da-Silva Ferreira Lopez Garcia Kowalski Le-Gall Le-Goff Kerouac Quéméneur "
        "Guivarch Etcheverry Irigoyen Castagnède Fournel Beaumont Montclair Desrosiers Lachapelle Duquesne Vandenberghe Delacroix Grandjean Petitjean Bonnefoy "
        "Chantelouve Malbranque Rochefort Vaillancourt Pelletier Bellanger Tessier Chauvin Lacombe Sauvageot Jacquemin Thibodeau Villeneuve",
    ),
    "es": (
        "Guadalupe Ximena Itzel Yesenia Marisol Rosario Inmaculada Milagros Amaya Nekane Ainhoa Leire Maite Montserrat Núria Meritxell Uxía Iria Sabela Noelia "
        "Lourdes Socorro Dulce Esperanza Soledad Pilar Carmela Martirio Vanesa Yolanda Jimena Renata Ariadna Fátima Nawal Samira Yahaira Dayana",
        "Íñigo Iker Aitor Gorka Asier Xavier Jordi Oriol Pol Roi Brais Anxo Moncho Facundo Thiago Lautaro Joaquín Braulio Isidro Anselmo Eustaquio Hilario "
        "Wilmer Yeison Brayan Jhon Omar Hassan Mohamed Ramiro Nicanor Melchor Baltasar Zacarías Evaristo Sergi Arnau Marc Dimas",
        "Etxeberria Goikoetxea Aguirregabiria Urdangarin Puigdemont Casademunt Vilanova Ferrer Rovira Bouza Feijóo Castiñeira Villaseñor Huitzil Xicoténcatl "
        "Quispe Mamani Huamán Condori Ñáñez Zambrano Chiquito Echeverri Restrepo Uribe Benítez Ocampo Villalobos Montealegre Bermúdez Arizmendi Larrañaga "
        "Valdepeñas Carrascosa Peñalver Barrionuevo Zorrilla Buendía Cienfuegos Del-Valle Monteagudo Trujillo Sepúlveda Iturbide",
    ),
    "it": (
        "Fatima Aicha Blerta Ionela Oksana Svetlana Chiara Giulia Martina Aurora Noemi Greta Alessia Vittoria Ilaria Debora Katia Rosaria Concetta Assunta "
        "Immacolata Filomena Carmelina Addolorata Graziella Mariangela Annalisa Marialuisa Fiammetta Perla Viola Diletta Asia Emma Luna Ambra Benedetta",
        "Mohammed Youssef Ahmed Ionut Andrei Arben Dritan Mattia Lorenzo Riccardo Alessio Simone Gabriele Leonardo Edoardo Nicolò Pasquale Gennaro Ciro "
        "Salvatore Carmelo Nunzio Santo Gaetano Agostino Pierluigi Giancarlo Gianmarco Mariano Ettore Amedeo Elio Ivo Brando Diego Manuel Gioele",
        "El-Amrani Hoxha Popescu Chen Hu Shevchenko Esposito Russo Caruso Lombardo Di-Stefano D'Angelo D'Amico Dell'Acqua Dalla-Costa Lo-Presti La-Rosa "
        "Cacciapuoti Scognamiglio Capuozzo Tedesco Piras Melis Sanna Mura Deiana Zanardi Brambilla Colombo Fumagalli Cattaneo Bonetti Galbiati Casagrande "
        "Bevilacqua Boccadoro Quaglia Passalacqua Mezzasalma Tagliaferri Buonanno Malinverni Pappalardo Signorelli Vecchiarelli",
    ),
    "nl": (
        "Fatima Samira Ayşe Naima Khadija Mirjam Geertje Tineke Annemieke Joke Wilma Truus Riet Ans Hennie Corrie Sietske Froukje Baukje Jeltje Hiske "
        "Fleur Noor Saar Pien Roos Evi Lynn Isa Mila Yara Noa Veerle Griet Goedele Lieve Katrien Mieke Ilse Loes Marloes Annelies Jacqueline",
        "Mohammed Youssef Bilal Hamza Emre Rachid Kees Henk Piet Joop Wim Gerrit Arie Bertus Dirk-Jan Sjoerd Wiebe Douwe Sietse Hidde Fedde Onno Menno "
        "Bram Sem Luuk Finn Mees Levi Stijn Teun Siem Pieter-Jan Geert Koenraad Joost Bavo Lennert Wannes Robbe Senne Matthias Ewout Floris",
        "Yılmaz El-Idrissi Bouazza Benali Achterberg Buitenhuis Nieuwenhuis Oldenburg Hoogland Zandstra Dijkstra Hofstra Bakema Wiersma Feenstra Visser "
        "Kuiper Mulder Timmermans Schoenmaker Kleermaker Koekkoek Vermeulen Vandamme Peeters Claes Goossens Wouters Desmet Verhoeven Hendrickx Lambrecht "
        "Uytterhoeven Vanderlinden Schouten Zoetemelk Roodenburg Groeneveld Blauwhof Zwartjes Langerak Kortenaer",
    ),
    "pt": (
        "Jéssica Tatiane Rosângela Edilene Josefa Francisca Raimunda Aparecida Socorro Penha Vanderleia Luciene Kelly Thayná Yasmin Isadora Valentina "
        "Manuela Heloísa Lorena Cecília Clarice Débora Priscila Vanessa Patrícia Sônia Regina Lúcia Célia Marisa Graça Fátima Leonor Matilde Benedita "
        "Carlota Constança Madalena Filipa Catarina Rita Joana Sofia Beatriz Carolina Mariana Inês Raquel Sílvia Natália Aldina Deolinda Zulmira Ivone",
        "Wellington Washington Wesley Jefferson Anderson Edson Nilton Ailton Gilson Josué Raimundo Severino Sebastião Benedito Francisco Valdir Valter "
        "Reinaldo Ronaldo Rivaldo Robson Cleiton Everton Kauê Davi Heitor Bernardo Lorenzo Enzo Arthur Gael Otávio Vinícius Luan Ruan Iago Tiago Diogo "
        "Gonçalo Duarte Martim Lourenço Simão Xavier Nuno Rui Vasco Zeferino Abílio Aníbal Armindo Joaquim Manuel Fernando Sérgio Márcio Fábio Flávio",
        "Santos Oliveira Souza Lima Pereira Ferreira Costa Rodrigues Almeida Nascimento Carvalho Araújo Ribeiro Gomes Martins Barbosa Rocha Dias Vieira "
        "Monteiro Cardoso Cavalcanti Cavalcante Albuquerque Bezerra Holanda Figueiredo Queiroz Nóbrega Meneses Bittencourt Guimarães Magalhães Vasconcelos "
        "Sampaio Drummond Lacerda Prado Arruda Toledo Camargo Bueno Pacheco Leite Coelho Carneiro Cordeiro Lobo Falcão Pinheiro Oliveira Macieira Figueira "
        "Parreira Silveira Teixeira Nogueira Siqueira Moreira Madeira Caldeira Bandeira Vidigal Seabra Salgueiro Loureiro Sobral Vilela Vilar Quintela "
        "Mesquita Antunes Esteves Fagundes Marques Nunes Lopes Alves Gonçalves Fernandes Henriques Bernardes Simões Guerreiro Cruz Reis Campos Matos Rosa "
        "Furtado Amaral Assis Xavier Zanetti Schneider Becker Nakamura Tanaka Yamamoto Ferrari Rossi Bianchi Moura Paiva Serra Pinto Neves Melo Cunha Braga",
    ),
    "pl": (
        "Agnieszka Barbara Beata Bożena Celina Dominika Dorota Edyta Elżbieta Emilia Ewelina Felicja Genowefa Grażyna Hanna Helena Irena Iwona Izabela "
        "Jadwiga Janina Joanna Jolanta Justyna Katarzyna Kinga Klaudia Krystyna Laura Lena Lidia Lucyna Ludwika Magdalena Małgorzata Marianna Mariola Marlena "
        "Marta Milena Mirosława Natalia Nina Oliwia Otylia Patrycja Paulina Renata Róża Sabina Stanisława Stefania Sylwia Teresa Urszula Wanda Weronika "
        "Wiktoria Wiesława Zofia Zuzanna Kasia Basia Gosia Ania Ola Magda Asia Zosia Hania Oksana Iryna Olena Bronisława Czesława Kazimiera Aldona Honorata",
        "Andrzej Arkadiusz Artur Bartosz Bartłomiej Bogdan Bogusław Borys Cezary Czesław Damian Daniel Dariusz Dawid Dominik Emil Eryk Eugeniusz Feliks "
        "Franciszek Fryderyk Grzegorz Henryk Hubert Ignacy Jacek Janusz Jarosław Jerzy Józef Julian Kazimierz Konrad Krystian Krzysztof Leon Leszek Lech "
        "Łukasz Maciej Maksymilian Marcel Marcin Marek Mariusz Mieczysław Mirosław Norbert Olaf Oskar Patryk Paweł Piotr Przemysław Radosław Rafał Robert "
        "Roman Ryszard Sebastian Sławomir Stanisław Stefan Sylwester Szymon Tadeusz Tomasz Waldemar Wiesław Wiktor Witold Władysław Włodzimierz Wojciech "
        "Zbigniew Zdzisław Zenon Zygmunt Kuba Staszek Tomek Wojtek Krzysiek Darek Oleksandr Dmytro Wacław Roch Bolesław Kajetan Tobiasz Gustaw",
        "Kamińska Kamiński Lewandowski Zieliński Szymański Woźniak Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Pawłowski Michalski "
        "Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Witkowski Sikora Baran Rutkowski Szewczyk "
        "Ostrowski Tomaszewski Zalewski Wróblewski Czarnecki Bąk Włodarczyk Borkowski Sadowski Gajda Zięba Kaczmarczyk Lis Kubiak Kalinowski Wilk Kołodziej "
        "Szymczak Przybylski Makowski Gołębiowski Kucharski Mróz Błaszczyk Wasilewski Zakrzewski Brzeziński Andrzejewski Sokołowski Chojnacki Bielawski "
        "Kowalczyk Głowacki Zawadzki Cichy Gorzelak Mickiewicz Sienkiewicz Mroczek Ptaszek Kubacki Stelmach Ożóg Bujak Kępa Łoś Żuk Gąsior Shevchenko",
    ),
    "hi-Latn": (
        "Priya Pooja Neha Anjali Kavita Rekha Asha Usha Geeta Seema Meena Rani Shanti Lata Savita Sarita Kiran Jyoti Swati Divya Deepika Aishwarya Nandini "
        "Radha Sita Gauri Parvati Saraswati Kamala Vimala Shabana Zoya Ayesha Fatima Sana Rukhsana Harleen Simran Gurpreet Manjeet Amrit Thomas Mary Lakshmi "
        "Meenakshi Padma Revathi Sowmya Ishita Riya Tanya Kriti Shruti Nisha Sonal Hetal Komal Kajal Payal Bhavna Chanda Phoolan Sushma Urmila Vidya Yamini",
        "Rahul Amit Raj Rohit Vijay Sanjay Ajay Rajesh Ramesh Mahesh Dinesh Mukesh Rakesh Anil Sunil Manoj Vinod Pramod Ashok Arun Varun Karan Arjun Krishna "
        "Gopal Mohan Sohan Ravi Kapil Sachin Saurabh Gaurav Vikas Vikram Abhishek Aditya Akash Ankit Aman Nitin Naveen Pradeep Sandeep Kuldeep Harish Girish "
        "Salman Imtiaz Asif Wasim Irfan Javed Zaheer Gurmeet Balwinder Jagdish Lokesh Yogesh Umesh Venkatesh Karthik Murugan Senthil Prakash Omkar Tarun Bunty Chintu Pappu Raju Golu",
        "Sharma Verma Gupta Singh Kumar Yadav Patel Shah Mehta Jain Agarwal Mishra Pandey Tiwari Dubey Shukla Trivedi Joshi Bhatt Chauhan Thakur Rajput Rao "
        "Reddy Naidu Nair Menon Iyer Iyengar Pillai Krishnan Subramanian Venkataraman Mukherjee Banerjee Chatterjee Ghosh Bose Das Sen Dutta Roy Khan Ansari "
        "Qureshi Siddiqui Sheikh Pathan Gill Sidhu Dhillon Sandhu Grewal Ahluwalia Kapoor Khanna Malhotra Chopra Bhatia Arora Sethi Deshmukh Patil Kulkarni "
        "Jadhav Pawar Shinde More Gaikwad Kamble Fernandes Dsouza Pereira Chaudhary Rathod Solanki Parmar Makwana Saxena Srivastava Mathur Nigam Bisht Rawat Negi",
    ),
}

# Share of surnames with such a word in front.
PARTICLES = {
    "de": (0.03, ("von", "van", "zu", "von der", "El", "Al")),
    "fr": (0.05, ("de", "de la", "du", "Le", "La", "de Saint", "Ben", "El")),
    "es": (0.03, ("de", "de la", "del", "de los")),
    "it": (0.05, ("De", "Di", "Del", "Della", "Lo", "La", "Dal", "D'")),
    "nl": (0.2, ("van", "de", "van der", "van den", "van de", "ten", "ter", "Van", "De", "Van den", "el")),
    "pt": (0.12, ("da", "de", "dos", "do", "e")),
}

# The title and the words after the name, for men and for women. The second form is only used with a given name.
TITLES = {
    "de": (
        [("Herr", ""), ("Herr", ""), ("Herrn", ""), ("Dr.", ""), ("Herr Dr.", ""), ("Prof.", ""), ("Herrn Dr.", "")],
        [("Frau", ""), ("Frau", ""), ("Frau Dr.", ""), ("Frau Prof.", ""), ("Dr.", "")],
    ),
    "fr": (
        [("M.", ""), ("Monsieur", ""), ("monsieur", ""), ("Dr", ""), ("le docteur", ""), ("Maître", ""), ("Me", "")],
        [("Mme", ""), ("Madame", ""), ("madame", ""), ("Mlle", ""), ("la docteure", ""), ("Maître", "")],
    ),
    "es": (
        [("el señor", ""), ("el Sr.", ""), ("don", ""), ("Don", ""), ("el doctor", ""), ("el Dr.", ""), ("el licenciado", "")],
        [("la señora", ""), ("la Sra.", ""), ("doña", ""), ("Doña", ""), ("la doctora", ""), ("la Dra.", "")],
    ),
    "it": (
        [("il signor", ""), ("il sig.", ""), ("Sig.", ""), ("il dottor", ""), ("dott.", ""), ("l'avv.", ""), ("ing.", ""), ("don", "")],
        [("la signora", ""), ("la sig.ra", ""), ("Sig.ra", ""), ("la dottoressa", ""), ("dott.ssa", ""), ("l'avv.", "")],
    ),
    "nl": (
        [("meneer", ""), ("de heer", ""), ("dhr.", ""), ("Dhr.", ""), ("dr.", ""), ("dokter", ""), ("mr.", "")],
        [("mevrouw", ""), ("Mevrouw", ""), ("mevr.", ""), ("mw.", ""), ("dr.", ""), ("juf", ""), ("zuster", "")],
    ),
    "pt": (
        [("o senhor", ""), ("o Sr.", ""), ("seu", ""), ("o Dr.", ""), ("o doutor", ""), ("o Eng.", ""), ("o professor", "")],
        [("a senhora", ""), ("a Sra.", ""), ("dona", ""), ("Dona", ""), ("a D.", ""), ("a Dra.", ""), ("a doutora", "")],
    ),
    "pl": (
        [("pan", ""), ("pan", ""), ("dr", ""), ("mecenas", ""), ("prof.", ""), ("inż.", ""), ("ks.", "")],
        [("pani", ""), ("pani", ""), ("dr", ""), ("mecenas", ""), ("prof.", "")],
    ),
    "hi-Latn": (
        [("", " ji"), ("", " sir"), ("Mr.", ""), ("Dr.", ""), ("Shri", ""), ("", " sahab"), ("", " bhai"), ("", " uncle")],
        [("", " ji"), ("", " madam"), ("Mrs.", ""), ("Ms.", ""), ("Dr.", ""), ("Smt.", ""), ("", " didi"), ("", " aunty")],
    ),
}

MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split(),
    "hi-Latn": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag morgen".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche demain".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica domani".split(),
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag morgen".split(),
    "pt": "segunda terça quarta quinta sexta sábado domingo segunda-feira sexta-feira amanhã".split(),
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę".split(),
    "hi-Latn": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday kal somvaar mangalvaar".split(),
}
DATE_FORMS = {
    "de": ["{d}. {m} {y}", "{d}. {m}", "{d}. {m} {y}", "{m} {y}"],
    "fr": ["{d} {m} {y}", "{d} {m}", "{m} {y}", "1er {m} {y}"],
    "es": ["{d} de {m} de {y}", "{d} de {m}", "{m} de {y}"],
    "it": ["{d} {m} {y}", "{d} {m}", "{m} {y}"],
    "nl": ["{d} {m} {y}", "{d} {m}", "{m} {y}"],
    "pt": ["{d} de {m} de {y}", "{d} de {m}", "{m} de {y}"],
    "pl": ["{d} {m} {y}", "{d} {m}", "{d} {m} {y} r."],
    "hi-Latn": ["{d} {m} {y}", "{d} {m}", "{m} {d}, {y}"],
}
CITIES = {
    "de": "Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg Duisburg Bochum Wuppertal "
    "Bielefeld Bonn Münster Mannheim Karlsruhe Augsburg Wiesbaden Kiel Lübeck Erfurt Rostock Mainz Kassel Freiburg Potsdam Wien Graz Linz Salzburg "
    "Innsbruck Zürich Basel Bern Luzern Winterthur Garmisch Flensburg Oldenburg Göttingen Trier Passau Hamm Husum".split(),
    "fr": "Paris Marseille Lyon Toulouse Nice Nantes Strasbourg Montpellier Bordeaux Lille Rennes Reims Toulon Grenoble Dijon Angers Nîmes Brest Limoges "
    "Amiens Perpignan Metz Besançon Orléans Rouen Mulhouse Caen Nancy Avignon Poitiers Bruxelles Liège Namur Genève Lausanne Montréal Québec Dakar Tunis "
    "Alger Casablanca Saint-Étienne Aix-en-Provence Clermont-Ferrand Le-Mans Quimper Vannes Bayonne Annecy".split(),
    "es": "Madrid Barcelona Valencia Sevilla Zaragoza Málaga Murcia Palma Bilbao Alicante Córdoba Valladolid Vigo Gijón Granada Oviedo Badajoz Cartagena "
    "Jerez Pamplona Almería Burgos Santander Castellón Albacete Logroño Salamanca Huelva Lérida Tarragona León Cádiz Jaén Ourense Girona Lugo Cáceres "
    "Bogotá Medellín Cali Quito Guayaquil Lima Cusco Montevideo Rosario Mendoza Monterrey Guadalajara Puebla Oaxaca Toledo Cuenca Ávila".split()
    + ["Buenos Aires", "Ciudad de México", "San Sebastián", "La Coruña", "Las Palmas", "Santiago de Chile", "La Paz"],
    "it": "Roma Milano Napoli Torino Palermo Genova Bologna Firenze Bari Catania Venezia Verona Messina Padova Trieste Brescia Parma Prato Taranto Modena "
    "Perugia Ravenna Livorno Cagliari Foggia Rimini Salerno Ferrara Sassari Latina Monza Siracusa Pescara Bergamo Forlì Trento Vicenza Terni Bolzano "
    "Novara Piacenza Ancona Udine Arezzo Cesena Lecce Pesaro Alessandria Pisa Lucca Como Matera Lugano".split()
    + ["La Spezia", "Reggio Calabria", "Reggio Emilia"],
    "nl": "Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Almere Breda Nijmegen Arnhem Haarlem Enschede Apeldoorn Amersfoort Zaandam Hoofddorp "
    "Maastricht Leiden Dordrecht Zoetermeer Zwolle Deventer Delft Alkmaar Heerlen Venlo Leeuwarden Hilversum Emmen Roosendaal Gouda Assen Antwerpen Gent "
    "Brugge Leuven Mechelen Hasselt Kortrijk Oostende Aalst Genk".split()
    + ["Den Haag", "Den Bosch", "'s-Hertogenbosch", "Bergen op Zoom"],
    "pt": "Lisboa Porto Braga Coimbra Funchal Setúbal Aveiro Évora Faro Viseu Guimarães Leiria Sintra Cascais Almada Amadora Brasília Salvador Fortaleza "
    "Manaus Curitiba Recife Goiânia Belém Guarulhos Campinas Maceió Natal Teresina Cuiabá Aracaju Florianópolis Londrina Joinville Santos Niterói Pelotas "
    "Vitória Macapá Palmas Luanda Maputo Bragança Tomar Olinda Petrópolis".split()
    + [
        "São Paulo",
        "Rio de Janeiro",
        "Belo Horizonte",
        "Porto Alegre",
        "São Luís",
        "João Pessoa",
        "Campo Grande",
        "Vila Nova de Gaia",
        "Ribeirão Preto",
    ],
    "pl": "Warszawa Kraków Łódź Wrocław Poznań Gdańsk Szczecin Bydgoszcz Lublin Białystok Katowice Gdynia Częstochowa Radom Toruń Sosnowiec Kielce Rzeszów "
    "Gliwice Zabrze Olsztyn Bytom Rybnik Tychy Opole Elbląg Płock Wałbrzych Tarnów Chorzów Koszalin Kalisz Legnica Słupsk Nysa Warszawie Krakowie Łodzi "
    "Wrocławiu Poznaniu Gdańsku Szczecinie Lublinie Katowicach Gdyni Toruniu Kielcach Rzeszowie Warszawy Krakowa Gdańska Sopotu Zakopanem".split(),
    "hi-Latn": "Mumbai Delhi Kolkata Chennai Bengaluru Bangalore Hyderabad Pune Ahmedabad Surat Jaipur Lucknow Kanpur Nagpur Indore Bhopal Patna Vadodara "
    "Ludhiana Agra Nashik Faridabad Meerut Rajkot Varanasi Srinagar Amritsar Allahabad Prayagraj Ranchi Gwalior Jodhpur Raipur Kota Guwahati Chandigarh "
    "Mysuru Gurgaon Noida Ghaziabad Dehradun Shimla Udaipur Kochi Haridwar Gorakhpur Jhansi Mathura Bareilly".split()
    + ["New Delhi", "Navi Mumbai"],
}
FIRM_ENDS = {
    "de": ("GmbH", "AG", "KG", "e.V.", "GmbH & Co. KG", "OHG", "Versicherung", "Söhne"),
    "fr": ("SA", "SARL", "SAS", "et Fils", "Assurances", "Frères"),
    "es": ("S.A.", "S.L.", "e Hijos", "S.A. de C.V.", "Hermanos", "Seguros"),
    "it": ("S.p.A.", "S.r.l.", "e Figli", "s.n.c.", "Assicurazioni", "Group"),
    "nl": ("B.V.", "BV", "NV", "Groep", "Verzekeringen", "& Zonen"),
    "pt": ("Ltda.", "Lda.", "S.A.", "& Filhos", "Seguros", "S/A"),
    "pl": ("Sp. z o.o.", "S.A.", "sp.j.", "i Synowie", "Ubezpieczenia"),
    "hi-Latn": ("Pvt Ltd", "Ltd", "Industries", "Enterprises", "& Sons", "Traders", "Finance"),
}
FIRM_FORMS = {
    "de": (
        "Stadtwerke {c}",
        "Sparkasse {c}",
        "Klinikum {c}",
        "Autohaus {l}",
        "Bäckerei {l}",
        "Praxis {l}",
        "Universität {c}",
        "{b}",
        "TSV {c}",
        "Kanzlei {l} & {l}",
    ),
    "fr": (
        "Garage {l}",
        "Boulangerie {l}",
        "Clinique {l}",
        "Université de {c}",
        "Crédit {c}",
        "Cabinet {l}",
        "{b}",
        "Lycée {l}",
        "Mairie de {c}",
    ),
    "es": (
        "Talleres {l}",
        "Panadería {l}",
        "Clínica {l}",
        "Universidad de {c}",
        "Banco de {c}",
        "Grupo {l}",
        "{b}",
        "Ayuntamiento de {c}",
        "Colegio {l}",
    ),
    "it": (
        "Officina {l}",
        "Panificio {l}",
        "Clinica {l}",
        "Università di {c}",
        "Banca di {c}",
        "Gruppo {l}",
        "{b}",
        "Comune di {c}",
        "Studio {l}",
    ),
    "nl": ("Garage {l}", "Bakkerij {l}", "Ziekenhuis {c}", "Universiteit {c}", "Gemeente {c}", "Stichting {l}", "{b}", "Makelaardij {l}"),
    "pt": (
        "Oficina {l}",
        "Padaria {l}",
        "Clínica {l}",
        "Universidade de {c}",
        "Banco {l}",
        "Grupo {l}",
        "{b}",
        "Prefeitura de {c}",
        "Câmara de {c}",
    ),
    "pl": ("Piekarnia {l}", "Kancelaria {l}", "Uniwersytet {c}", "Bank {b}", "Szpital {c}", "{b}", "Przychodnia {b}", "Grupa {b}"),
    "hi-Latn": ("{l} Motors", "{l} Sweets", "{c} Hospital", "{b}", "{l} Bank", "{l} Medical Store", "Bank of {c}", "{l} Public School"),
}
