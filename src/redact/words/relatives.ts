const ROMANCE =
  'mère père frère sœur fils fille mari épouse époux tante oncle tata tonton cousin cousine neveu nièce filleul filleule marraine parrain beau-père belle-mère beau-frère belle-sœur voisin voisine collègue copain copine ' +
  'madre padre hermano hermana hijo hija marido mujer esposo esposa tío tía abuelo abuela primo prima sobrino sobrina cuñado cuñada suegro suegra vecino vecina ahijado ahijada padrino madrina ' +
  'fratello sorella figlio figlia marito moglie zio zia nonno nonna cugino cugina nipote cognato cognata suocero suocera vicino vicina patrigno matrigna collega fidanzato fidanzata ' +
  'mãe pai irmão irmã filho filha avô avó tio tia cunhado cunhada sogro sogra vizinho vizinha afilhado afilhada colega namorado namorada professor professora'

const DUTCH =
  'moeder vader broer zus zusje zoon dochter echtgenoot echtgenote oom opa oma neef nicht stiefvader stiefmoeder schoonvader schoonmoeder zwager schoonzus buurman buurvrouw juf meester familie'

/** Polish words stand in all their cases. */
const POLISH =
  'matka matki matkę ojciec ojca ojcem brat brata bratem siostra siostry siostrę siostrą syn syna synem synowi córka córki córkę córką mąż męża mężem żona żony żonę żoną ciocia cioci ciocię ciotka ciotki wujek wujka wujkiem babcia babci babcię dziadek dziadka ojczym ojczyma ojczymem sąsiad sąsiada sąsiadka sąsiadki kolega kolegi koleżanka koleżanki mecenas'

const GERMAN =
  'Mutter Vater Bruder Schwester Sohn Tochter Ehemann Ehefrau Ehegatte Ehegattin Tante Onkel Opa Oma Cousin Cousine Neffe Nichte Schwager Schwägerin Stiefvater Stiefmutter Nachbar Nachbarin Kollege Kollegen Kollegin Enkel Enkelin Familie Zeuge Zeugin'

/** Words for relatives, neighbours and colleagues. A word with a capital behind them is a name. */
export const relatives: readonly string[] = [ROMANCE, DUTCH, POLISH].flatMap((words) => words.split(' '))

/** The German ones. Each noun has a capital there, so the next word may be one: "Mutter Natur". */
export const germanRelatives: readonly string[] = GERMAN.split(' ')
