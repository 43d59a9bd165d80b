// Everyday words of Hindi in Latin letters, written by hand in the spellings that are common in messages; no names.
export const words = `aa aaj aaja aajao aajkal aakar aake aana aane aao aap aapas aapka aapke aapki aapko aapne aapse aaram aasan aata
aate aati aawaz aaya aaye aayega aayegi aayi ab abhi accha acche acchi acha achcha achha achhe achhi achi adha
adhik agar agla agle agli aisa aise aisi aithe ajeeb ajkal akela akele akeli aksar alag alawa andar andaza apna
apne apni aram arre asaan asal asli atki aur aurat auraten awaaz awaz baad baahar baaki baal baar baarish baat
baatein baaten bacche bacha bachcha bachche bachchon bada bade badhiya badi bahan bahar bahot bahut baithna baitho
baje baki balki bana banana banao banaya banaye band banda bandh bane bani banta barabar baraf bas bata bataiye
batana batao bataya bataye batayein bazaar bazar bech becha bechna behen bekaar bekar besabri beshak beta beti
bewajah bhaagna bhag bhaga bhago bhai bhaiya bhaiyya bhala bhale bhar bhara bharosa bhart bheed bhej bheja bheje
bheji bhejiye bhejna bhejo bhejta bhejti bhi bhook bhookh bhool bhul bhula bhulna bhulo bijli bilkul bimaar bimar
bohot bol bola bole boli bolna bolo bolta bolte bolti buddha bura bure buri byaah chaabi chaahiye chaar chabi
chacha chachi chahie chahiye chahta chahte chahti chai chal chala chale chalega chalegi chali chalna chalo chalta
chalte chalti chalu char chashma chauda che cheez cheeze cheezein cheezen chehra chhah chhe chhod chhodna chhodo
chhota chhote chhoti chhutti chinta chod chodo chota chote choti chuka chuke chuki chup chupchap chutti daal daala
daalo dabao dabba dada dadi dafa daftar dal dala dalo dard darwaza dawa dawaai dawai dekh dekha dekhe dekhi dekhiye
dekhna dekhne dekho dekhta dekhte dekhti dena dene denge der dhanyavaad dhanyavad dhanyawad dheere dhire dhoondh
dhoondo dhoop dhundh dhyaan dhyan di didi dijiye dikha dikhao dikhaya dikhta dikkat dil dimaag dimag din dino dinon
diye dobara doodh door doosra doosre doosri dopahar dopaher dost dosti dosto doston dukaan dukan dur dusra dusre
dusri dwara ek ekdam ekdum faayda fark farq fayda fir firse gaadi gaana gaane gaanv gadi gai galat galti gana gaon
garam garmi gaya gaye gayi gehra ghadi ghanta ghante ghar gharwale ghoomna ghum ghumna gira giraya gussa gusse haa
haal haan haanji haar haath hafta hafte haftey hai hain hamara hamare hamari hame hamein hamesha hamko hansi hasna
hath hawa hazaar hazar hisab hissa ho hoga hogaya hogaye hogayi hoge hogi hona hone honge hoon hoonga hota hote
hoti hua hue hui hum humara humare humari hume humein humesha humko humne humse hun hunga hungi ilaaj ilaka inhe
inka inke inki inko insaan intezaar intezar irada isi isiliye iska iske iski isko isliye isme ismein isne isse itna
itne itni itwaar izzat jaa jaaiye jaana jaane jaanta jaante jaanti jaao jaata jaate jaati jaaye jaayega jab jaega
jagaah jagah jaha jahaan jahan jald jaldi jalna janta jante janti jao jata jate jati jawaab jawab jaye jayega
jayegi jayein jayenge jeb jeena jhagda jhooth jhuth jis jise jiska jiske jiski jisko jisme jitna jitne jitni jo
joota joote juda jude jyaada jyada kaafi kaam kaamo kaan kaat kaato kab kabhi kabhie kadam kafi kagaz kaha kahaa
kahaan kahan kahani kahe kahi kahin kahna kaho kahta kahte kahti kaisa kaise kaisi kal kala kale kam kama kamai
kamra kamre kapda kapde kar kara karaya kardena kardiya kardo kare karega karegi karein karenge kariye karke karna
karne karni karo karoge karta karte karti karu karun karunga karungi karva karvana karwa karwana karwao kaun kaunsa
kaunse kaunsi kayi keh kehna kehne kehta kehte kehti khaa khaali khaana khaane khaas khabar khali khana khane
kharaab kharab kharch kharcha kharid kharida kharidna khas khatam khatm khaya khaye khel khelna khelte khet khidki
khilana khol kholna kholo khud khula khush khusi ki kidhar kilo kis kisi kisika kiska kiske kiski kisko kisne kisse
kitaab kitab kitna kitne kitni kiya kiye ko koi koshish kripaya kripya kuch kuchh kursi kya kyaa kyo kyon kyonki
kyu kyun kyunki laal laao ladka ladke ladki ladkiyan laga lagaao lagana lagao lagaya lage lagega lagi lagne lagta
lagte lagti lamba lambe lambi lane lao laya laye layi le lekar leke lekin lena lene leta lete leti lijiye likh
likha likhe likhi likhna likho likhta liya liye lo log logo logon loot lootna maa maaf maafi maal maan maana maang
maanga maano maanta maar maara maarna mafi maheene mahina mahine mai majboor maloom malum mama mami mana manana
manga mangta mangwa mangwana mar marna marte matlab mausam maza mazaa mazedaar meh mehman mehnat mein mela mera
mere meri mil milana mile milega milegi milenge mili milna milne milo milta milte milti mitti mohalla mooh muh
mujhe mujhko mujhse munh mushkil naach naak naam nahana nahi nahin nai nakli nam namaskar namaste nani naya naye
nayi nazar nazdeek neeche neend niche nikal nikala nikalna nikalo nikla nikle nuksaan nuksan oopar paani paas pada
pade padega padh padha padhai padhna padhta padhte padi padta padti pahla pahle pahli pahuch pahunch pahuncha
pahunche pahunchna paisa paise paisey pakad pakana pakdo pakka pani pankha papa paraya pareshan pareshani parivar
parso parson pas pasand pata patni patthar peeche peena pehla pehle pehli pet phal phir phirse phool piche pichhla
pichla pichle pichli pina piya piyo pooch poocha poochna poora poore poori puch pucha puchna pucho pura pure pyaar
pyaara pyaas pyar pyara raasta raat raaton raha rahe rahega rahegi rahenge rahi rahna rahne rahta rahte rahti rakh
rakha rakhe rakhi rakhna rakho rakhta rakhte rasta rehna rehne rehta rehte rehti rok rokna roko rona roti roz
rozana rupay rupaye rupees rupya saaf saal saalo saamaan saaman saans saath sab sabhi sabka sabke sabki sabko sabse
sabzi sach sachchi sachmuch sadak saf sahi samaan samajh samajhna samajhta saman samasya samay samjha samjhao
samjhe samjho sandesh sapna sasta saste sath sau sawaal sawal se shaadi shaam shadi shahar sham shayad shehar
sheher shikayat shukriya shuru shuruaat sirf soch socha sochna socho sochta sochte sochti somvar somwaar sone sota
subah subha sukh sukha suna sunao sunaya sundar sune sunna suno sunta swagat taaki taareekh tab tabhi tabiyat
tabiyet taiyaar taiyar tak taki takleef talash tankhwah tarah tareeka tareeke tarika tarikh tasveer teen tera tere
teri tez tha thaa thak thaka thake thaki thanda thande thandi theek thi thik thoda thode thodi tu tujhe tujhko tum
tumhara tumhare tumhari tumhe tumhein tumko tumne tumse turant udhar unhe unhone unka unke unki unko upar upyog
uska uske uski usko usne usse uth utha uthana uthao uthkar uthna utna utne waale waapas waha wahaan wahan wahi
waisa waise wajah wakt wala wale wali wapas wapis waqt warna warnah wo woh wohi yaad yaani yaar yaara yad yaha
yahaan yahan yahi yahin yani ye yeh zamana zameen zamin zaroor zaroorat zarur zarurat zindagi zor zyada`
