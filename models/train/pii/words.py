"""English word lists of the synthetic text that the locale lists lack: streets, cities, brands, nationalities."""

STREET_KINDS = (
    "Street St St. Road Rd Rd. Avenue Ave Ave. Lane Ln Drive Dr Dr. Court Ct Boulevard Blvd Blvd. Way Place Pl Terrace Close Crescent "
    "Square Parkway Pkwy Highway Hwy Circle Row Grove Hill Gardens Mews Walk Trail Loop Alley"
).split()
STREET_WORDS = (
    "Main High Church Park Mill Station Oak Maple Cedar Elm Pine Lake Hill River Spring Washington Lincoln Jefferson Madison Victoria "
    "Albert Queen King North South East West First Second Third Fourth Fifth Sunset Highland Forest Meadow Bridge Market School Union "
    "Franklin Jackson Walnut Chestnut Willow Birch Cherry Ridge Valley Green Mason Harbor Orchard Chapel Garden Manor Abbey Castle"
).split()
STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX "
    "UT VT VA WA WV WI WY"
).split()
CITIES = (
    "London Paris Berlin Madrid Rome Vienna Amsterdam Brussels Dublin Lisbon Athens Warsaw Prague Budapest Stockholm Oslo Copenhagen "
    "Helsinki Zurich Geneva Munich Hamburg Frankfurt Cologne Lyon Marseille Milan Naples Turin Barcelona Valencia Seville Porto Boston "
    "Chicago Houston Dallas Austin Seattle Portland Denver Phoenix Atlanta Miami Orlando Tampa Detroit Cleveland Pittsburgh Philadelphia "
    "Baltimore Nashville Memphis Charlotte Oakland Sacramento Toronto Montreal Vancouver Ottawa Calgary Sydney Melbourne Brisbane Perth "
    "Auckland Wellington Tokyo Osaka Kyoto Seoul Beijing Shanghai Singapore Mumbai Delhi Chennai Bangalore Karachi Lahore Dhaka Cairo "
    "Lagos Nairobi Accra Johannesburg Durban Manchester Liverpool Leeds Bristol Sheffield Glasgow Edinburgh Cardiff Belfast Newcastle"
).split() + [
    "New York",
    "Los Angeles",
    "San Francisco",
    "San Diego",
    "San Jose",
    "Las Vegas",
    "New Orleans",
    "Salt Lake City",
    "St. Louis",
    "Cape Town",
    "Mexico City",
    "Sao Paulo",
    "Buenos Aires",
    "Hong Kong",
    "Kansas City",
    "Palo Alto",
    "Santa Fe",
    "Fort Worth",
]
REGIONS = (
    "California Texas Florida Ohio Georgia Michigan Virginia Washington Arizona Tennessee Indiana Missouri Maryland Wisconsin Colorado "
    "Minnesota Oregon Nevada Utah Kansas Iowa Kentucky Alabama Ontario Quebec Alberta Queensland Victoria Bavaria Saxony Tuscany "
    "Lombardy Catalonia Andalusia Provence Normandy Brittany Yorkshire Cornwall Kent Surrey Essex Devon Punjab Kerala Gujarat"
).split() + ["New Jersey", "North Carolina", "South Dakota", "British Columbia", "New South Wales", "West Virginia", "Lower Saxony"]
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Sept".split()
BRAND_STEMS = (
    "blue red green bright clear swift prime north star sky cloud data net soft micro macro inter trans omni uni multi bio geo eco agri "
    "medi health care pay cash trade shop cart book guide score trust home stay trip fly ship pack food fresh farm wood stone iron steel "
    "gold silver spark flow wave peak summit atlas apex nova zen luma vero quant logic code pixel link loop hub base core forge works"
).split()
BRAND_ENDS = (
    "ly ify io ex ix ia eo ware soft tech lytics metrics logic net hub lab labs works flow base point gate bridge line path mark cast "
    "grid mind sense wise stream scape sphere ster zy oo able pedia"
).split()
BRAND_TAILS = "Inc Inc. LLC Ltd Ltd. Limited PLC plc GmbH AG Corp Corp. Corporation Group Holdings Partners Co. Co S.A. SE AB Oy BV SARL S.p.A. Solutions Systems Technologies Labs Consulting Services Industries Logistics Media Capital Bank Insurance Foods Energy Pharma".split()
FIRM_KINDS = "Bakery Plumbing Dental Motors Hardware Florist Cafe Pizzeria Pharmacy Books Realty Roofing Studio Gym Salon Clinic Law Electric Farms Catering Travel Cleaners Landscaping Airlines Airways Records Pictures Press Times Herald".split()
PRODUCTS = (
    "Windows Excel Outlook Photoshop Chrome Firefox Python JavaScript Docker Kubernetes Jenkins Android Bluetooth Wi-Fi Ethernet Linux "
    "PostgreSQL Redis Kafka React Angular Galaxy Kindle Playstation Xbox Bitcoin Ethereum Premium Standard Gold Platinum Basic Pro Plus"
).split()

# Parts of the titles of invented works and of the names of invented products.
WORK_STARTS = (
    "The Silent,The Last,A Broken,The Crimson,Midnight,Beyond the,Return to the,House of,Children of the,The Glass,Winter,Golden,The Art of,"
    "Dark,Empire of,Lost in the,Dancing with,A Thousand,The Secret,Escape from,Before the,When the,Letters to the,Songs of,Little,Wild,"
    "Goodbye,Hello,My Brilliant,The Trouble with,Under the,City of,Night of the,Burning,The Girl with the,The Boy in the,Love and,Welcome to the"
).split(",")
WORK_ENDS = (
    "Orchard Lantern River Mirror Horizon Kingdom Sparrow Thunder Machine Garden Shadows Bones Harbour Letter Ocean Circus Promise Crown "
    "Fire Rain Wolves Dragons Hearts Strangers Memories Daughter Emperor Painter Clockmaker Summer Station Avenue Island Hotel Journey "
    "Queen Soldier Witness Storm Moon Stars Fever Game Tattoo Pyjamas Honey Ashes Robots Zombies Sisters Code Hunter"
).split()
THING_STARTS = (
    "Aero Ultra Turbo Nano Vita Max Opti Power Easy Smart Cosmo Velo Rapido Cleo Hydro Pulse Echo Flexi Robo Zephyr Astra Luna Nova "
    "Orion Vega Titan Mira Bella Stella Felix Leo Apollo Juno Clio Kuga Polo Zoe Mondeo Octavia"
).split()
THING_ENDS = "Book,Pad,Watch,Buds,Cam,Pod,Blade,Mix,Pro,Mini,Max,Lite,Plus,Air,Go,X,One,Brush,Vac,Grill,S,GT".split(",")

NATIONS = (
    "American British English Scottish Welsh Irish German French Spanish Italian Portuguese Dutch Belgian Swiss Austrian Polish Czech "
    "Slovak Hungarian Romanian Bulgarian Greek Turkish Russian Ukrainian Swedish Norwegian Danish Finnish Icelandic Estonian Latvian "
    "Lithuanian Croatian Serbian Slovenian Bosnian Albanian Indian Pakistani Bangladeshi Nepali Chinese Japanese Korean Vietnamese Thai "
    "Indonesian Malaysian Filipino Australian Canadian Mexican Brazilian Argentine Chilean Colombian Peruvian Cuban Egyptian Moroccan "
    "Algerian Tunisian Nigerian Kenyan Ghanaian Ethiopian Somali Iranian Iraqi Syrian Lebanese Israeli Saudi Afghan Kurdish Arab African "
    "Asian European Christian Muslim Jewish Catholic Protestant Hindu Buddhist Sikh Chechen Georgian Armenian Cypriot Maltese Surinamese "
    "Americans Germans Italians Russians Mexicans Canadians Republican Democrat Republicans Democrats Labour Conservative Greenlandic"
).split()
