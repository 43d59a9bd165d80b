import type { AskDocument } from './ask-collections.js'
import { HANDBOOK } from './search-handbook.js'

const SHOP: readonly AskDocument[] = [
  {
    id: 'Warranty',
    text: 'The warranty lasts 24 months from the day of purchase. It covers faults of material and of manufacture. Batteries are covered for 6 months only. Water damage is not covered unless the device is marked as waterproof. To make a claim, send the device with a copy of the receipt to the service centre in Utrecht; write to Maria Lopez (maria.lopez@example.com) if the receipt is lost.',
  },
  {
    id: 'Delivery',
    text: 'Orders placed before noon leave our warehouse on the same day. Delivery takes two to four working days within the country and up to ten days abroad. Delivery is free for orders above 50 euros; below that it costs 4.90 euros. You can change the address until the parcel has left the warehouse.',
  },
  {
    id: 'Returns',
    text: 'You may return anything within 30 days without giving a reason. The parcel label is in the box. We refund the full price within five working days after the parcel has arrived. Opened software and items made to measure cannot be returned.',
  },
]

const NOTICES: readonly AskDocument[] = [
  {
    id: 'Müllabfuhr',
    text: 'Die Papiertonne wird jeden zweiten Dienstag geleert. Stellen Sie die Tonne bis sechs Uhr morgens an die Straße. Sperrmüll holt die Stadtreinigung nach einem Anruf ab. Die Abholung von Sperrmüll kostet 25 Euro.',
  },
  {
    id: 'Bibliothèque',
    text: 'La bibliothèque est ouverte du mardi au samedi, de dix heures à dix-huit heures. L’inscription est gratuite pour les enfants. Les adultes paient douze euros par an. On peut emprunter cinq livres pendant trois semaines.',
  },
  {
    id: 'Piscina',
    text: 'La piscina abre de junio a septiembre. La entrada cuesta cuatro euros y los menores de seis años no pagan. El gorro es obligatorio. No se puede comer dentro del recinto.',
  },
]

/** Documents to ask about, with questions. The last question is one that the documents do not answer. */
export interface Shelf {
  readonly title: string
  /** The model that reads the documents. */
  readonly model: string
  readonly documents: readonly AskDocument[]
  readonly questions: readonly string[]
}

export const ENGLISH = 'minilm'
export const MANY_LANGUAGES = 'e5-small'

export const SHELVES: Readonly<Record<string, Shelf>> = {
  shop: {
    title: 'Three pages of a shop',
    model: ENGLISH,
    documents: SHOP,
    questions: [
      'How long is the warranty on batteries?',
      'What does delivery cost?',
      'Whom do I ask when the receipt is lost?',
      'Who founded the shop?',
    ],
  },
  handbook: {
    title: 'The handbook of Search',
    model: ENGLISH,
    documents: HANDBOOK.map(({ title, text }) => ({ id: title, text })),
    questions: [
      'When does the sweep come?',
      'Whom do the hives belong to?',
      'When do apple trees have to be cut?',
      'Who painted the Mona Lisa?',
    ],
  },
  notices: {
    title: 'Notices in three languages',
    model: MANY_LANGUAGES,
    documents: NOTICES,
    questions: [
      'Wann wird die Papiertonne geleert?',
      'Combien de livres peut-on emprunter ?',
      '¿Cuánto cuesta la entrada?',
      'Who is the mayor?',
    ],
  },
}
