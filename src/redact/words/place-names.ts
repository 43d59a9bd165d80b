// Made by scripts/name-evidence.mjs: places that Wikipedia links and Faker (MIT) or labelled text knows.
export const placeNames = `Aachen|Aarau|Aarhus|Aberdeen|Afghanistan|Ajmer|Alaska|Albania|Algeria|Alicante|Alps|American Samoa|Amsterdam|Ancona|
Andhra Pradesh|Andorra|Angola|Anguilla|Annapolis|Ansbach|Antigua and Barbuda|Antioch|Antwerp|Arabian Sea|Aragon|
Argentina|Arkansas|Armenia|Arnhem|Aruba|Asti|Athens|Atlanta|Augsburg|Australia|Austria|Aveiro|Avignon|Azerbaijan|
Azores|Badajoz|Baghdad|Bahamas|Bahrain|Baku|Baltic Sea|Bamberg|Bangkok|Bangladesh|Barbados|Barbuda|Barcelona|Bari|
Basel|Basseterre|Baton Rouge|Bavaria|Bay Street|Bayreuth|Belarus|Belfast|Belgian Congo|Belgium|Belgrade|Belize|
Benin|Berchtesgaden|Berkeley|Bermuda|Bern|Bethlehem|Beverly Hills|Bhopal|Bhutan|Black Sea|Bloemfontein|
Blue Mountains|Bolivia|Borneo|Bosnia and Herzegovina|Botswana|Brandenburg|Brazil|Bridgetown|Brighton|
British Columbia|British Virgin Islands|Brno|Broadway|Brunei|Brunei Darussalam|Brussels|Budapest|Bulgaria|Burgos|
Burkina Faso|Burundi|Caernarfon|Cagliari|Cairo|California|Cambodia|Cameroon|Canada|Cape Cod|Cape Town|Cape Verde|
Cape of Good Hope|Cardiff|Castries|Catania|Cayman Islands|Celje|Central African Republic|Central Park|Ceuta|Chad|
Chennai|Cheshire|Chhattisgarh|Chicago|Chile|China|Christmas Island|City of London|Colombia|Colombo|Colorado|Comoros|
Coney Island|Congo|Connecticut|Connecticut River|Constantinople|Cook County|Cook Islands|Copenhagen|Cornwall|
Costa Rica|Cote d'Ivoire|Coventry|Croatia|Cuba|Cuyahoga River|Cyprus|Czech Republic|Czechoslovakia|Dachau|Dallas|
Dalmatia|Damascus|Darmstadt|Delaware|Delhi|Denmark|Derry|Detroit|Dhaka|Diego Garcia|Djibouti|Dominica|
Dominican Republic|Dorset|Dover|Drenthe|Dresden|Dublin|Dubrovnik|East Coast|East Germany|East Malaysia|
Eastern Europe|Ecuador|Edinburgh|Egypt|Eindhoven|Eisenach|El Salvador|Empire State Building|England|English Channel|
Equatorial Guinea|Erfurt|Eritrea|Espoo|Estonia|Ethiopia|Europe|Faroe Islands|Fenway Park|Ferrara|Fiji|Finland|
Flevoland|France|Frankfurt|Franklin County|Freetown|French Guiana|French Polynesia|French Southern Territories|
Friesland|Gabon|Gambia|Gaul|Gaza Strip|Gdynia|Gelderland|Georgia|German Empire|Germany|Gettysburg|Ghana|Gibraltar|
Girona|Gniezno|Gold Coast|Granada|Grand Ole Opry|Great Plains|Greece|Greenland|Grenada|Groningen|Guadeloupe|Guam|
Guangzhou|Guatemala|Guernsey|Guinea|Guinea-Bissau|Gujarat|Guyana|Haifa|Haiti|Hamburg|Hampshire|Hanover|Harlem|
Harlingen|Hartford|Harwich|Haryana|Havana|Hawaii|Heard Island and McDonald Islands|Heathrow Airport|Heidelberg|
Helsinki|Herat|Hertfordshire|High Street|Himachal Pradesh|Holy Roman Empire|Honduras|Hong Kong|Hong Kong Island|
Honolulu|Houston|Hudson River|Hungary|Hyderabad|Iceland|Idaho|Illinois|India|Indonesia|International Space Station|
Iran|Iraq|Ireland|Islamabad|Isle of Man|Israel|Istria|Italy|Ivory Coast|Jacksonville|Jakarta|Jamaica|Jan Mayen|
Japan|Jersey|Jerusalem|Johannesburg|Jordan|Kabul|Kansas|Kansas City|Karachi|Karnataka|Kashmir|Kassel|Katowice|
Kauniainen|Kazakhstan|Kensington|Kentucky|Kenya|Kiribati|Kochi|Kolkata|Korea|Kosovo|Kozhikode|Kuala Lumpur|Kuwait|
Kyrgyz Republic|LaGuardia Airport|Labrador|Lake Champlain|Lake Erie|Lancashire|Lao People's Democratic Republic|
Laos|Las Vegas|Latvia|Lausanne|Lebanon|Leeuwarden|Legnica|Leicester|Leiden|Leipzig|Lelystad|Lesotho|Liberia|Libya|
Libyan Arab Jamahiriya|Liechtenstein|Lille|Limburg|Lincoln Park|Lincolnshire|Lithuania|Liverpool|Ljubljana|Lleida|
Lombardy|London|Long Beach|Long Island|Los Angeles|Louisville|Luton|Luxembourg|Maastricht|Macao|Macau|Macedonia|
Madagascar|Madhya Pradesh|Magdeburg|Maharashtra|Main Street|Maine|Malawi|Malaysia|Maldives|Mali|Malta|Manchester|
Manitoba|Maputo|Maribor|Marshall Islands|Martinique|Maryland|Matera|Mauritania|Mauritius|Mayotte|
Mecklenburg-Vorpommern|Melilla|Merced|Merseburg|Mesopotamia|Messina|Mexico|Mexico City|Miami|Michigan|Micronesia|
Middle East|Minnesota|Minsk|Mississippi River|Moldavia|Moldova|Monaco|Mongolia|Montenegro|Montreux|Montserrat|
Morocco|Moscow|Mozambique|Mumbai|Munich|Murcia|Myanmar|Namibia|Nanjing|Naples|Nashville|Nassau County|National Park|
Nauru|Navarre|Nebraska|Nepal|Netherlands|Netherlands Antilles|Nevis|New Caledonia|New Delhi|New Hampshire|
New Jersey|New Mexico|New Orleans|New South Wales|New Zealand|Newcastle|Newfoundland and Labrador|Nicaragua|Nicosia|
Niger|Nigeria|Nijmegen|Niue|Norfolk|Norfolk Island|Normandy|North America|North Bay|North Carolina|North Dakota|
North Macedonia|North Sea|Northern Ireland|Northern Mariana Islands|Northern Territory|Northumberland|
Northwest Territories|Norway|Norwich|Nottingham|Nova Scotia|Nuoro|Oak Park|Oakland|Odense|Ohio|Oklahoma|
Oklahoma City|Olomouc|Olsztyn|Omaha|Oman|Ontario|Oslo|Ottawa|Ottoman Empire|Overijssel|Padua|Pakistan|Palau|Palermo|
Palestinian Territory|Panama|Pannonia|Papua|Papua New Guinea|Paraguay|Pardubice|Paris|Parma|Pavia|Pennsylvania|
Perth|Peru|Perugia|Philadelphia|Philippines|Pisa|Pitcairn Islands|Pittsburgh|Plymouth|Poland|Polokwane|
Port of Spain|Portland|Portsmouth|Portugal|Porvoo|Potomac River|Potsdam|Prague|Prince Edward Island|Puerto Rico|
Puget Sound|Punjab|Qatar|Quedlinburg|Queensland|Ravenna|Red River|Red Square|Regensburg|Reggio Calabria|Reunion|
Rhine|Rhode Island|Rio de Janeiro|Riyadh|Roman Empire|Romania|Roseau|Rotterdam|Royal Palace|Russia|
Russian Federation|Rwanda|Saarland|Sacramento|Saint Barthelemy|Saint Helena|Saint Kitts|Saint Kitts and Nevis|
Saint Lucia|Saint Martin|Saint Pierre and Miquelon|Saint Vincent and the Grenadines|Salem|Salzburg|Samoa|
San Antonio|San Diego|San Francisco|San Jose|San Marino|Santa Clara County|Sao Tome and Principe|Sarawak|
Saskatchewan|Sassari|Saudi Arabia|Scandinavia|Schleswig-Holstein|Scotland|Senegal|Serbia|Seychelles|Siberia|Sicily|
Sierra Leone|Silicon Valley|Singapore|Sleepy Hollow|Slovakia|Slovenia|Soho|Solent|Solomon Islands|Solothurn|Somalia|
South Africa|South African Republic|South America|South Australia|South Carolina|South Dakota|
South Georgia and the South Sandwich Islands|South Korea|South Park|Southern Ocean|Soweto|Spain|Spratly Islands|
Springfield|Sri Lanka|Staten Island|Stockholm|Strasbourg|Stuttgart|Sudan|Suffolk|Suffolk County|Suriname|Swansea|
Swaziland|Sweden|Swindon|Switzerland|Sydney|Syrian Arab Republic|Szczecin|Taipei|Taiwan|Tajikistan|Tamil Nadu|
Tanzania|Tarragona|Tasmania|Tehran|Tel Aviv|Terni|Thailand|The Hague|Thiruvananthapuram|Thrace|Tiananmen Square|
Tianjin|Tilburg|Timor|Timor-Leste|Togo|Tokelau|Tokyo|Toledo|Tonga|Toulouse|Transylvania|Trapani|Treasure Island|
Trento|Trieste|Trinidad and Tobago|Truro|Tunis|Tunisia|Turkey|Turkmenistan|Turks and Caicos Islands|Turku|Tuvalu|
Uganda|Ukraine|Union of South Africa|United Arab Emirates|United Kingdom|United States Minor Outlying Islands|
United States Virgin Islands|United States of America|Upper Canada|Uppsala|Uruguay|Utah|Utrecht|Uzbekistan|
Vancouver|Vantaa|Vanuatu|Vatican City|Venezuela|Vermont|Versailles|Vichy|Victoria|Vienna|Vietnam|Virginia|
Vlaardingen|Vulcan|Waal|Wake Island|Wall Street|Wallis and Futuna|Warsaw|Weimar|Wernigerode|Wessex|West Bank|
West Bengal|West Coast|West Midlands|West Virginia|Western Australia|Western Sahara|Westminster|Westminster Abbey|
Windsor|Wisconsin|Wittenberg|Worcester|Wyoming|Yangtze River|Yemen|Yorkshire|Yugoslavia|Yukon|Zagreb|Zakopane|
Zambia|Zanzibar|Zeeland|Zimbabwe|Zutphen|Zwolle`
