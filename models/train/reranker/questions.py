"""Passages with two questions each, written for this purpose: one in the words of the passage, one in other words."""

ASKED = [
    (
        "The library opens at nine on weekdays and at ten on Saturdays. On Sundays and public holidays it stays closed.",
        "When does the library open on Saturdays?",
        "Can I return my novel on a Sunday morning?",
    ),
    (
        "To change the battery of the smoke alarm, turn the cover to the left, take out the old block and press the new one in until it clicks.",
        "How do I change the battery of the smoke alarm?",
        "The thing on the ceiling keeps beeping, what should I do?",
    ),
    (
        "Orders above forty euros are delivered free of charge. Below that we charge four euros and ninety cents.",
        "From which order value is delivery free?",
        "How much do I pay for shipping a ten euro book?",
    ),
    (
        "Employees may carry over up to five days of unused leave into the next year. These days lapse at the end of March.",
        "How many days of leave can be carried over?",
        "Do I lose the holiday I did not take?",
    ),
    (
        "The heart of an adult beats between sixty and one hundred times a minute at rest. In trained athletes it may be forty.",
        "How often does an adult heart beat at rest?",
        "Is a pulse of 42 normal for a runner?",
    ),
    (
        "The lift is out of order until Thursday because a spare part has to be ordered from the manufacturer.",
        "Until when is the lift out of order?",
        "Why do I have to take the stairs this week?",
    ),
    (
        "Tomato plants need at least six hours of sun a day. Water them in the morning at the root, never over the leaves.",
        "How much sun do tomato plants need?",
        "What is the best time of day to water my vegetables?",
    ),
    (
        "The company was founded in 1921 by two sisters who sold bicycles in a small shop near the harbour.",
        "Who founded the company?",
        "How did the business begin?",
    ),
    (
        "Press and hold the power button for ten seconds to restart the router. All settings are kept.",
        "How do I restart the router?",
        "My internet is frozen, how do I fix it without losing my password?",
    ),
    (
        "Children under six travel free. From six to fourteen they pay half of the fare when a parent travels with them.",
        "How much do children under six pay?",
        "Do I need to buy a ticket for my eight year old?",
    ),
    (
        "Vaccines should be kept between two and eight degrees Celsius. Vaccines that were frozen must be thrown away.",
        "At which temperature should vaccines be kept?",
        "Can I still use the doses that got ice on them?",
    ),
    (
        "The museum's oldest painting is a portrait of a merchant from 1434. It hangs in the second room on the left.",
        "Which is the oldest painting of the museum?",
        "Where can I see the picture of the trader?",
    ),
    (
        "A contract may be cancelled within fourteen days after signing without giving any reason. A letter or an email will do.",
        "Within how many days may a contract be cancelled?",
        "I changed my mind about what I signed last week, can I get out?",
    ),
    (
        "Sound travels at about 343 metres a second in air at twenty degrees, and more than four times as fast in water.",
        "How fast does sound travel in air?",
        "Do whales hear each other sooner than we would?",
    ),
    (
        "Cut the onions finely and fry them in butter at low heat until they are golden. Only then add the rice.",
        "How should the onions be fried?",
        "At which point do the grains go into the pan?",
    ),
    (
        "The bridge was closed to lorries in May after engineers found cracks in two of its main beams.",
        "Why was the bridge closed to lorries?",
        "What is wrong with the river crossing?",
    ),
    (
        "All visitors must report to reception and wear a badge. Photography is not allowed in the production halls.",
        "Where must visitors report?",
        "May I take pictures of the machines?",
    ),
    (
        "The warranty covers faults of material for two years. It does not cover damage caused by water or by a fall.",
        "How long does the warranty last?",
        "I dropped my phone in the sink, will you replace it?",
    ),
    (
        "The novel tells of a lighthouse keeper who finds letters in bottles and begins to answer them.",
        "What is the novel about?",
        "Which book has a man on the coast who replies to messages from the sea?",
    ),
    (
        "Mix the powder with three parts of cold water and let it rest for five minutes before you apply it to the wall.",
        "How long should the mixture rest?",
        "In what ratio do I stir the filler?",
    ),
    (
        "Every half hour a train goes from platform four to the airport. The journey takes twenty-two minutes.",
        "How long does the journey to the airport take?",
        "How do I catch my flight by rail?",
    ),
    (
        "Patients should not eat or drink for eight hours before the operation. Small sips of water are allowed up to two hours before.",
        "How long before the operation should patients not eat?",
        "Can I have breakfast on the day of my surgery?",
    ),
    (
        "The committee meets on the first Monday of each month. Its minutes are published on the notice board within a week.",
        "When does the committee meet?",
        "Where can I read about decisions of the board?",
    ),
    (
        "Honey bees dance to tell others where flowers are. The direction of the dance shows the angle to the sun.",
        "Why do honey bees dance?",
        "How does an insect tell its hive where food is?",
    ),
    (
        "If the payment fails twice, the account is locked. To unlock it, call the service line with your customer number.",
        "What happens if the payment fails twice?",
        "I cannot log in since my card was refused, who can help?",
    ),
    (
        "The glacier has lost a third of its length since 1900 and now retreats by about thirty metres every year.",
        "How fast does the glacier retreat?",
        "Is the ice in the valley shrinking?",
    ),
    (
        "Dogs must be kept on a lead in the park from April to July, when birds nest on the ground.",
        "When must dogs be kept on a lead?",
        "Can my puppy run free here in winter?",
    ),
    (
        "Back up the database before the update. The update cannot be undone, and it takes about twenty minutes.",
        "How long does the update take?",
        "Can I go back to the earlier version if something breaks?",
    ),
    (
        "The rent includes heating and water but not electricity. It is due on the third working day of the month.",
        "When is the rent due?",
        "Do I have to pay extra for the radiators?",
    ),
    (
        "The school offers lunch for three euros. Pupils with allergies tell the kitchen at the beginning of the term.",
        "How much does lunch cost at the school?",
        "My son cannot eat nuts, whom do we inform?",
    ),
]
