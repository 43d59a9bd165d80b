/**
 * The handbook of a house that does not exist, written for this page and free for any use (CC0): twelve topics, each
 * article a line of `Title: text`.
 */
const TOPICS: Readonly<Record<string, string>> = {
  Heating: `
Starting the boiler: Check that the pressure gauge shows between one and two bar. Turn the dial from star to sun and wait for the click. The flame behind the glass should burn blue after half a minute. A yellow flame means too little air, so switch off and call the fitter. Write the date of every start into the grey notebook.
Radiators that stay cold: A radiator that is warm below and cold on top has air inside. Open the small valve with the square key until water comes. Hold a cup under it, because the first drops are black. If the whole radiator is cold, the thermostat pin may be stuck. Tap it lightly with a wooden spoon and it usually jumps out.
The wood stove: Burn only dry beech or birch from the shed on the left. Painted timber gives off poison and ruins the chimney. Open the lower damper fully until the kindling has caught. Ash stays hot for two days and belongs into the metal bucket with a lid. The sweep comes every October and again in March.
Frost: When the night falls below minus five, leave every tap in the attic dripping. Pipes on the north wall freeze first because the insulation ends at the stairs. Thaw them with a hair dryer, never with a flame. The outdoor tap has to be emptied by the first of November. A burst pipe is closed off with the red wheel in the cellar.
Saving energy: Turn rooms that nobody uses down to sixteen degrees. Air for five minutes with windows wide open rather than tilting them all day. Curtains must not hang over the radiators. The old fridge in the hall uses more current than all the lamps together. Each degree less in the living room saves about six percent of gas.`,
  Kitchen: `
Dishwasher: Scrape plates but do not rinse them, since the detergent needs something to work on. Knives with wooden handles are washed by hand. Salt is refilled when the red light blinks, which is every six weeks. Clean the filter at the bottom on Fridays. If the water stays inside, the hose behind the sink is kinked.
Sourdough: Feed the starter with equal weights of flour and water each evening. It is ready when a spoonful floats. A grey liquid on top is only alcohol and can be stirred in. Keep a dried portion in the freezer in case the jar breaks. Bread goes in at two hundred and fifty degrees with a cup of steam.
Allergies: Every dish at a shared table gets a card with its ingredients. Nuts are stored on the top shelf in closed tins, apart from everything else. Use the purple boards and knives for food without gluten. Two guests react to celery, and their names hang inside the pantry door. In doubt ask the cook and do not guess.
Pantry: The oldest jar stands in front and is used first. Flour with moths goes out at once, together with the box it was in. Potatoes want darkness and must not lie beside apples. Eggs are dated in pencil by whoever brings them in. Count the rice and lentils before ordering more.
Coffee machine: Empty the tray before it overflows, which takes about twenty cups. Descale with citric acid on the first Monday of the month. Beans that shine with oil clog the grinder. Milk is wiped from the wand immediately or it hardens like cement. The barista course takes an hour and everyone may join.`,
  Garden: `
Compost: Alternate wet kitchen scraps with dry leaves or torn cardboard. Cooked food and bones attract rats and stay out. A heap that smells sour needs air, so turn it with the fork. It should feel like a wrung sponge. After nine months the brown crumbs from the bottom are ready for the beds.
Tomatoes: Plant them out after the middle of May when the nights are mild. Pinch the shoots between stem and leaf every week. Water the ground and never the leaves, or blight will follow. Yellow lower leaves ask for magnesium. The last green fruit ripen on the windowsill beside a banana.
Bees: The three hives behind the orchard belong to Ines and are opened by nobody else. Walk slowly and do not stand in their flight path. A swarm hanging in a tree is peaceful, so phone her and wait. Stings are scraped off sideways and then cooled. Anyone short of breath after a sting needs an ambulance at once.
Pruning: Cut apple trees in late winter on a dry day. Remove what is dead, what crosses, and what grows inward. Cherries are pruned right after the harvest because they bleed in winter. Clean the blade with spirit between two trees. Leave no stubs, and do not paint the wounds.
Watering plan: Water before seven in the morning while the soil is cool. The rain barrels are used first and the well only in drought. Beans and squash drink most while they flower. Herbs from the south want to dry out between two waterings. The rota for July and August hangs in the greenhouse.`,
  Workshop: `
Table saw: Nobody uses it before the introduction with Pavel. Set the blade a finger's width higher than the board. Push the last part with the stick and keep both hands behind the line. Gloves and scarves are caught by the blade and are forbidden. Unplug it before touching anything below the table.
Borrowing tools: Hang a tag with your name on the hook before you take something. Tools come back clean on the same day unless you write down otherwise. The cordless drills stay on their chargers over night. Whatever breaks is put on the red shelf with a note and without shame. Lost bits are replaced by the one who lost them.
Glue: White glue holds wood but not in the rain. Epoxy is mixed one to one and is hard after a day. Old surfaces are sanded first or nothing sticks. Acetone takes fresh superglue off the fingers. Rags with linseed oil can catch fire on their own, so spread them out to dry.
Sharpening: Start on the coarse stone until a burr can be felt. Keep the angle at twenty five degrees with the guide. Finish on the leather with green paste. A sharp chisel shaves the hair of an arm. Flatten the water stones on the glass plate once a month.
Dust: Switch the extractor on before the machine. Fine oak dust is harmful to the lungs, so wear the mask with two filters. The bag is changed when the indicator turns red. Never blow clothes clean with compressed air. Sweep up with damp sawdust to keep the cloud down.`,
  Office: `
Printer: Paper goes in with the printed side down. A streak across the page means that the glass strip needs a wipe. The secret menu opens when you hold both arrows for five seconds. Toner is in the cupboard behind the door and is ordered when one box is left. Print colour only for posters.
Wireless network: Guests use the network called Lindenhof Guest, and its password changes monthly. The router in the attic is restarted by pulling its plug for ten seconds. Video calls are steadier on the cable by the window. Please do not connect your own repeater. Faults are reported to the number on the box.
Receipts: Hand in every receipt within a month or it is not paid back. Write on it what the thing was for. Amounts above two hundred need a second signature beforehand. Cash from the box is counted by two people. Travel by train is refunded, and by car only with passengers.
Letters: The post comes at eleven and is sorted into the pigeon holes. Registered mail is signed for by the office and by nobody else. Parcels wait under the stairs for a week. Outgoing letters leave at four from the yellow tray. Bills are scanned on the day when they arrive.
Backups: The black disk is swapped with the one in the bank every Friday. Test once a quarter whether a file can really be restored. Passwords live in the vault and not on sticky notes. When somebody leaves, their access is removed on the same day. An unknown memory stick is never plugged in.`,
  Safety: `
Fire: Leave by the nearest stairs and close the doors behind you. The meeting place is the chestnut tree across the road. Never use the lift, and never go back for belongings. Grease that burns in a pan is smothered with a lid, since water would explode. Extinguishers hang by every landing and are checked in June.
First aid: The green box is beside the kitchen door and a second one in the workshop. Cool burns under running water for twenty minutes. Press on a bleeding wound and lift the arm. Someone who is unconscious but breathing is laid on the side. The heart starter in the hall speaks and tells you what to do.
Gas smell: Do not touch any switch, not even to turn it off. Open the windows and shut the yellow valve at the meter. Wake the others by knocking and not by the bell. Phone from outside only. Nobody returns before the fitter has said so.
Storm: Bring in the parasols and tie down the tables when the warning is orange. The skylights close with the crank in the blue drawer. Stay out from under the old poplars. Candles are no good idea, as torches are in every bedside drawer. After the storm look for loose tiles before anyone walks below.
Lost child: Ask first where the child was seen last and by whom. One person stays at that place. Two search the pond and the road, because these are the dangers. Call the police after ten minutes and not after an hour. Keep a note of what the child wears.`,
  Events: `
Booking the hall: The hall is booked in the green calendar at least two weeks ahead. Neighbours pay half and associations nothing. The key is handed over against a deposit of fifty. Music ends at ten on weekdays and at midnight on Saturdays. Cancelling is free until three days before.
Stage light: Switch the dimmers on before the desk. Scene one is always the safety light and is not overwritten. Lamps are hot for a quarter of an hour after use. Nobody climbs the ladder alone. A blown fuse is in the grey cabinet, third row.
Chairs: There are one hundred and twenty chairs, stacked in tens. Rows need a gap of a metre in the middle for the escape route. The felt pads protect the floor, so lift and do not drag. Broken ones go to the workshop. Two wheelchair places are kept free in front.
Sound: Turn every slider down before the power goes on. A whistle means that a microphone points at a loudspeaker. Batteries of the wireless sets last for five hours. Cables are coiled over and under to keep them from twisting. The neighbours measure ninety decibels at the fence as the limit.
Cleaning up: The group that used the room sweeps it before leaving. Bottles go to the bank by the bus stop. Tables are wiped with vinegar water. Check under the seats for scarves and glasses. Whatever is found lies for four weeks in the basket at the entrance.`,
  Library: `
Lending: Books are lent for four weeks and can be extended twice by mail. Write the number of the book and your own into the ledger. Dictionaries and atlases stay in the house. Children need no card. Whoever forgets a book is reminded kindly and pays nothing.
Shelving: Novels stand by author and everything else by subject. A red dot means that a book is too large for its shelf and lies at the bottom. Returned books wait on the trolley until Thursday. Put nothing back in haste, since a misplaced book is a lost one. Poetry has the shelf by the stove.
Repairs: A torn page is mended with Japanese paper and starch. Clear tape turns brown and is never used. Loose spines are glued along the hinge. Mould is brushed off outdoors with a mask on. Damp books are frozen for a week before anything else.
Reading group: We meet on the last Tuesday at half past seven. The book is chosen by lot from what members suggest. It is fine to come without having finished. Biscuits are baked by whoever chose the book. Minutes of forty years stand in the glass case.
Donations: Take clean books that somebody would want to read. Encyclopedias and old magazines are refused politely. Look for letters between the pages and give them back. Valuable editions are shown to Ruth. What we have twice goes to the flea market in May.`,
  Bicycles: `
Flat tyre: Turn the bicycle over and open the valve. Lift the tyre with the plastic levers and start opposite the valve. Find the hole under water by its bubbles. Roughen the rubber, wait until the solution is dull, then press the patch on. Feel inside the tyre for the thorn before you pump.
Brakes: Pads are worn when the grooves have vanished. The cable is tightened by the small barrel at the lever. Squealing is cured by tilting the front of the pad inward. Disc brakes must not be touched with oily fingers. Try the brakes in the yard and not on the hill.
Cargo bike: It carries one hundred kilos or three children with belts. Load the heavy things low and over the axle. The battery is taken off in winter and kept in the office. Reserve it online and bring it back charged. In the curve you steer and do not lean.
Chain: Wipe it with a rag and put one drop of oil on each link. Too much oil only gathers sand. The gauge tells when it is stretched and has to be replaced. Change chain and sprockets together after the third time. A chain that jumps off needs the limit screws adjusted.
Lights: The front light must not dazzle those who come towards you. Clean the contacts of the dynamo with fine paper. Reflectors on the pedals are required by law. Batteries of the lamps are charged with the cable in the drawer. A flashing lamp is not allowed on the road.`,
  Water: `
Cistern: The green pump draws rain water for toilets and the washing machine. It switches to the mains when the level falls below a fifth. Clean the leaf filter after every autumn storm. The water is not for drinking, as the signs say. In January the ball float is checked for lime.
Drains: Hair in the shower trap is the cause nine times out of ten. Use the hook and the plunger before any chemicals. Caustic powder eats the old lead pipes. If two drains gurgle at once, the main pipe is blocked outside. The lid in the yard is lifted with two hooks and two people.
Drinking water: Let the tap run for a moment after the holidays. Hard water leaves white rings that vinegar dissolves. The laboratory takes its sample each spring. Copper pipes were renewed two years ago on all floors. The well behind the barn contains nitrate and is for the garden only.
Pond: Take out a third of the reeds in February before the frogs come. Fish eat the tadpoles and are not released here. In hot weeks the fountain brings oxygen into the water. A net catches the leaves in October. The ice carries nobody until the stake reads twelve centimetres.
Washing machine: Fill it to a hand's breadth below the top. Wool is washed cold and dried flat. Powder goes into the left chamber and softener is not used. Leave the door open afterwards so that nothing turns musty. The machine on the right belongs to the nursery.`,
  Neighbours: `
Noise: Between one and three in the afternoon the street rests. Mowing is allowed until eight in the evening and not at all on Sundays. Tell the houses on both sides before a party and leave a phone number. A complaint is answered on the same day with cake. Drums are played in the cellar.
Shared path: The path behind the gardens is cleared of snow by turns. Our week is every fourth one. Grit is in the chest by the gate, since salt kills the hedge. Bicycles are pushed there. The lamp is reported to the town by the number on its post.
Cats: Two cats live here and a dozen visit. They are fed at six by the back door and nowhere else. A limping stray is taken to the vet in Mill Lane, who charges us half. The tabby named Admiral bites when carried. Keep them out of the nursery because of an allergy.
Parking: The yard has four places, and one is for the doctor. Trailers may stand for a night. Blocking the fire gate is paid for by the driver. Visitors use the meadow when it is dry. The charging post takes the blue card from the office.
Swap shelf: Put only what works and is clean. Clothes are washed and folded. Everything left for a month goes to the charity shop. Medicines and knives are not for the shelf. Take what you need and tell others about it.`,
  Newcomers: `
First week: Someone will show you the house and introduce you at dinner. You get a key, a hook and a shelf in the fridge. Read the pages about fire and gas on the first evening. Choose a chore that you like for the first month. Ask twice rather than break it once.
House meeting: We meet on the first Sunday after breakfast. Topics go on the slate by Friday. Decisions need nobody against them and not everybody in favour. Whoever speaks holds the wooden duck. The minutes are short and hang by the stairs.
Money: The monthly share is paid by the third. It covers rent, heating, basic food and the internet. Those who earn less pay less, and nobody asks for proof. Repairs of the house come from a common fund. Two of us keep the books and change every year.
Guests: Guests are welcome for up to a week. Write their names on the board so that we count them in a fire. The blue room has fresh sheets in the chest. Breakfast is free and dinner is cooked together. Longer stays are agreed at the meeting.
Moving out: Give notice three months ahead if you can. Rooms are painted white before the handover. The deposit is returned with a list within four weeks. Keys are counted by the office. Leave a recipe for the book on the kitchen shelf.`,
}

export interface Article {
  readonly topic: string
  readonly title: string
  readonly text: string
}

export const HANDBOOK: readonly Article[] = Object.entries(TOPICS).flatMap(([topic, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(': ')
      return { topic, title: line.slice(0, colon), text: line.slice(colon + 2) }
    }),
)
