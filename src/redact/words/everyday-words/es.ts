// Made by scripts/name-evidence.mjs: everyday words of es; no names.
export const words = `abajo abandonado abandonar abanicos abierta abierto abismo abrazo abre abrir abrió absoluta abuela abuelo acaba
acababa acabado acabo acabó acacias acaso acciones acción acento acequias acerca acercaba acercarnos acercó acerqué
acierto aconsejaba acordaba actitud activa acto actor actual acudieron acudir acuerdo acá adelante ademán además
adiós admiración adonde adónde afectos afortunadamente afuera afán agitaba agitó agonía agotado agradable agua
aguardar aguas ahogo ahora ahí aire ajusta ajustar alas alborotado alcoba aldea alegro alegrías alejó alfombra algo
alguien alguna algunas alguno algunos algún alhajas aliento allá allí almas almorzar almuerzo alrededor altar
altiva altivez altos altura alzó amaba amanecer amante amantes amar amargamente amargura amas ambiente ambos
amenaza amenazaba amiga amigas amigo amigos amistad amita amorosa amoroso ancho anciana anciano andaba andar anduvo
angustia angustias animal anoche ansiedad ante anteojo anterior antes antiguo apacible apaga apagar aparecer
apareció aparecía apartó apasionado apenas aplausos apoderó aprovechar apuro aquel aquella aquellas aquello
aquellos aquélla aquí ardiente ardientes ardía arena arma armario aroma aromas arreglar arrepentimiento arriba
arrojando arte artista artículo asiento asilo asombro asomó aspecto aspiración aspiradora asunto asustada así
atención atmósfera atormentaba atrajo atrevía atrás audio aumenta aumentar aun aunque ausencia autor auxilio avanzó
aves aviso ay ayer ayuda añadir añadió año años aún bailar baile baja bajaba bajando bajar bajo balas balcones
balcón bancal banco barcos barraca barro base basta bastante beber bebió belleza beso besos bestias bien bienes
blancas blancos blancura boca bocas boda bolsillo bondad bonito bordo borracho bosque bramaba brazo brazos breve
brillaba brillaban brillo broma buen buenas buenos bueyes bulto buque buques burla burro busca buscando buscar
buscarle buscona butaca caballeros caballería caballo caballos cabellera cabellos cacique cada cadáver cae caen
caer café caja caliente callar calle calles calló calma calor cama cambia cambiado cambiar cambio caminaba caminos
camisa campana campanas campanilla campesino cancela cancelar canción cansado cantaba cantaban cantar canto caos
capa capaz capital capitán carabineros carga cargado cargo caricias cariño carlistas carne carretera carruaje carta
cartas carácter casa casarse casi caso casos castigado castigo casualidad causa cayó caza caía caída cañones cañón
celos celoso ceniza centro cera cerca cerebro cerrada cerrado cerrar cerrojo cerró chicos chimenea chiquilla
chispas chozas ciega ciego cien ciencia ciento cierta ciertamente cierto cigarro cinco cincuenta cintura
circunstancias cita ciudad claridad claro clase claustro claustros clientela cobarde coche cochera cochero coches
cocina coger cogido cogió cola colocaron colocó color colores comandante combate come comenzaba comenzar comenzó
comida comienza como compasión compañera compañero compañeros compañía completa completamente completo compra
comprar compras comprender comprendo comprendí común concepto conciencia concluido concluyó condenado condesa
condestable condiciones condición conducía conecta conexión confesar confesión confesor confesó confianza confieso
configura configurar configure conflicto conformes confusión conmigo conmovido conoce conocen conocer conoces
conocido conocimiento conoció conocía conocían conozco conque consecuencia consejo consejos consentir considerar
consigo consiguiente consiste constante constantemente constituye construir contaba contar contemplaba contemplando
contener contenerse contenido contento contestar contestó contigo continua continuaba continuar continuó continúa
contorno contra contrabandista contrabando contramaestre contraste contuvo convencido convenía conversación
convertido conviene copas copla corazon corazones corazón corneta correr corresponde corriendo corriente corrió
corro corría corrían cortesía cortijo cortijos cortinas cortos cosa cosas costumbre costumbres crea crecía cree
creer crees creo crepúsculo creyendo creyó creí creía creído criada criados criatura crimen cristales cristianos
cruel crujir crímenes cuadro cual cuales cualquier cualquiera cuando cuanto cuantos cuarenta cuarto cuartos cuatro
cubierta cubre cubría cuello cuenta cuentas cuento cuerpo cuerpos cuestión cuidado cuidados culpa culto cumbre cura
curiosas curiosidad curioso cuya cuyas cuyo cuál cuán cuándo cuántas cuánto cuántos cuéntame cuñado cállate cántaro
cárcel círculo cólera cómico cómo cómodo da daba daban dadme dado dama dame dando darle darme dará datos daño
debajo debe debemos deben deber deberías debes debido debiera debieron debió debo debía debían decia decididamente
decidido decidió decidme decir decirle decirlo decirme decirte decía decían dedo dedos defectos defensa dejaba
dejaban dejadme dejado dejamos dejan dejando dejar dejo dejé dejó delante delicioso delirante delirio demanda
demasiado demonio demás dentro depende derecha derecho desactiva desaparecido desapareció descansar descanse
desconecta desconocida desconocido descubierto desde desdicha desdichado deseaba deseo deseos desfile desgracia
desgraciada desgraciado desgraciados desgracias deshonra desierto desnudez desnudos despacho despacio despecho
despertar despierta desprecio despues después destino detenía detrás detuvo detén di dia diablo diario dice dicen
dices dicha dicho dichosa diciendo diciéndose diente dientes dieron diese diestra diferentes dificultad difícil
diga digas dignidad digo dije dijeron dijiste dijo dile dime dimito dinero dio dios diputado dirección director
dirigiéndose dirigió dirá diré diría dirían discurso disgusto disimulo dispuesta dispuesto dispuso distancia
distinguir distintos distrito diversión divina divino diálogo dió doce dolor dolorosa doncella donde dormido dormir
dormitorio dormía dos doy drama duda dudo duele duelo duerme dueña dueño dulzura duquesa dura durante duro duros
duró débil débiles déjame déjeme día días dónde echa echaba echado echar echándose echó eco edad efecto egoísmo
egoísta eh el elegancia elegante eleva eliminar ellas ello ellos embargo emoción empezaba empezar empezaron empezó
empeño empieza empleado empresa en enamorado encanto encender encendida encendido encerrada enciende encima
encontrado encontramos encontré encontró encuentra encuentro enemigo enemigos enferma enfermedad enfermo engaña
engaño enojo enorme enormes ensueños entender entendimiento entera enterado enteramente entero entiendes entiendo
entonces entra entraba entrada entrar entraron entrañas entre entrega entregó entretanto entrevista entró
entusiasmo entónces envidia eran eres error es esa esas escalera escasa escena escenas esclava esclavo escollo
escopeta escribe escribir escrito escuchar escuché escuela escándalo ese esfuerzo esfuerzos eso esos espacio
espalda espaldas espanto espantosa esparto especie espectáculo espera esperaba esperando esperanzas esperar espero
esperé esperó espesa espiritual espléndida esposa esposo espíritu espíritus estaba estaban estabas establece estado
estamos estancia estando estanque estar estaremos estará estaré estas este esto estos estoy estrechando estrellas
estremeció estudia estudiar estudio estuviese estuvo está estáis están estás esté estómago eterna eterno evidente
evitar exactitud examinar excelencia excelente exceso exclamaba exclamaron exclamó exclusivamente existe existencia
experiencia explicaciones explicar explico expresar expresión extendió exterior extranjero extraordinaria
extraordinario extraña extrañas extraño extremo facilidad faja falda faldas falta faltaba faltaban faltar faltas
fama familia famoso fantasma fantasía fatiga favor fe fea fecha felices feliz femenina fenómeno feo feria feroces
fiebre fiel fiera fieras fiesta figura figuraba figuras fija fijado fijeza fijos fin fingió firme fisonomía follaje
forastero forma formaban formando formar formas fortuna forzoso fragancia fragata francés frase frases frecuencia
frente fresca fresco fruta frutales fruto fría frío fue fuego fuera fueran fueron fuerte fuerza fuerzas fuese
fuesen fuga fui fuimos fumar funciones furia furiosa furioso furor fusil futuro fué fácil fácilmente fúnebre
gabinete gallega ganado ganas ganó garaje garganta gato gente gentes gentil gesto gestos gigante goce golpe golpes
gotas gracias gracioso grados gran grandes gratitud grave gris gritando gritar grito gritos gritó gruesas grupo
grupos guapa guardar guardó gustaba gustan gustaría gusto guárdate guía ha haber haberla haberse habia habiendo
habitaciones habitación habla hablaba hablado hablan hablando hablar hablas hable hablo habló habrá habrás habría
habéis había habíamos habían habías habíase hace hacemos hacen hacer hacerla hacerle hacerlo hacerme hacerse haces
hacia haciendo hacéis hacía hacían haga hago halla hallaba hallar hallábase hallé halló hambre han haremos harina
harto haré haría has hasta haya haz he hecha hechizo hecho hechos hembra hemos herencia herida heridas herido
heridos hermana hermano hermanos hermosa hermoso hermosura hice hicieron hiciste hierba hija hijas hijo hijos
hipócrita historia hizo hogar hoguera hogueras hoja hojas hola hombre hombres hombro hombros hondo honor honrado
horas horizonte horrible horror hubiera hubiese hubiesen hubo hueco huele huellas huerto huir humana humanidad
humano humedad humilde humo huye huyendo huyó hábito hábitos iba iban ibas idea ideal ideas idioma idiota ido
ignoraba ignorante ignoro igual iguales iluminaba ilusiones imagen imaginación imbécil imitar impaciencia
impaciente imperio implacable importa importaba importancia importante imposible impresión incidente incrementar
indiferente indudablemente inesperado inexplicable infame infamia infantil infelices infeliz infierno infinita
infinito influencia inglés inicia iniciar inmediatamente inmensa inmenso inmóvil inocencia inocente inocentes
inspiraba instante instantes instinto instrumento inteligencia intención interesante interior internet interrumpió
interés intruso invención inútil ir iremos irme irresistible iré izquierda ja jamás jamón jardín jefe joven juego
jugar juicio junto juntos juro justa justicia juventud jóvenes labios labriegos lado ladrar ladrón lancha lanza
lanzaba lanzó larga largas largo largos las laz lazos leche lecho lector leer lejano lejanos lejos lengua lenguaje
lenguas lenta lentamente lentitud leones letargo levantaba levantando levantaron levantarse levantó leve ley
leyendo leyes leyó leído libertad libre libremente libro libros licencia ligereza ligero limpia lista llama llamaba
llamado llaman llamar llamó llanto llanura llave llaves llega llegaba llegaban llegada llegado llegamos llegando
llegar llegaron llegase llego llegué llegó llena llenaba llenaban llenas lleno lleva llevaba llevaban llevamos
llevan llevando llevar llevo llevó llorando llorar lluvia lo loca loco locos locura los luces lucha luchar luego
lugar lugares lujo lumbre luminosa luminoso lunes luto luégo lágrima lágrimas lámpara lástima látigo límites línea
lío lógica lúgubre madre madrina madrugada maestro magistrado magnífico mala malas maldito maleza malos mancha
mandaba mande manera mano manos manzanas marcha marchaban marido marinero marineros marquesa masa mataba matado
matan matar materia material matorrales matrimonio mayor mayores mañana mañanas me medida medio medios mejillas
mejor melancolía melancólico memoria mendiga menester menor menos mente mentir mentira merced merece mes meses
mesilla meterse metido metros mi miedo mientras mil milagro millones minuto minutos mio miraba miraban mirada
miradas mirando mirar mirarla miraron miré mis misa miserable miseria miserias misión misma mismas mismo mismos
misterio misteriosa misterioso mitad mió moda modo modos molino momento momentos monedas monja mono montañas morada
moral moribunda morir moro mostraba mostró motivo mover moverse movimiento movimientos movía moza mozas mozo mozos
mucha muchacha muchacho muchachos muchas mucho muchos muda muebles muera muere muerta muerte muerto muertos muestra
muestras mueve mujer mujeres mulas mulato multitud mundo murió murmuraba murmurando murmuré murmuró muros mustio
mutuamente muy máquina mártir más máscara médico mérito mí mínimo mío míos música nacen nacido nacimiento nación
nací nadie nariz natural naturaleza naturalidad navarra navío necesario necesidad necesita necesitaba necesitas
necesito negocio negocios negra negras negro negros nervios nerviosa ni niebla nieve ninguna ninguno ningún niña
niñas niñez niños no noche noches nodriza nombre nombres nos nosotras nosotros notaba noticia noticias novelas
novia novio nube nubes nuera nuestra nuestras nuestro nuestros nueva nuevas nueve nuevo nunca nó número números
objeto objetos obligación obra obscuras observaba observando observó obstáculos ocasiones ocasión ocho ocultar
ocultarse oculto ocultó ocupado ocurrido ocurrió odio oficial oficiales ofrecieron oh oido oir ojalá ojos olas olor
olvidado olvidar ondas opinión oprimía oración orden orejas orgullo original orillas oro os oscuridad oscuro otra
otras otro otros oye oyendo oyes oyó oí oía oído oídos oír paciencia paciente padre padres padrino pagado pagar
pago pague paisaje palabra palabras palo pan papel papá par para paraguas parar parece parecen parecer parecido
pareció parecía parecían pared parte partes particular partido pasa pasaba pasaban pasada pasado pasar pasaron
pasará pasaría pase paseo pasiones pasión paso pasos pasó patatas paternal patio patria pausa pausar pavor pavoroso
país países pañol pañuelo pecado pecados pecho pedazo pedido pedir peligro peligros pelo pendientes penetrado
penetrar penetró pensaba pensado pensamiento pensamientos pensando pensar pensativa pensé pensó peor pequeña
pequeño pequeños perder perdición perdida perdido perdona perdone perdía perfectamente perfecto perfume perfumes
periódico periódicos permaneció pero perro persona personas perverso pesada pesar peso petición pie piedra piedras
piel piensa piensas pienso pierde piernas pies piezas piso pista pizza placer plan planta plantas plata playa
plumas pobre pobres poca pocas poco pocos podemos poder poderoso podido podré podría podríamos podéis podía
podíamos podían poesía poeta polvo pon pone poner ponga ponía por porque portal porvenir posible posición precioso
precisamente preciso pregunta preguntas preguntó prenda prendas prende presa presencia presente presentó presidente
preso primer primera primeras primero primeros primo principal principio prisa probablemente problemas procuraba
profesor profunda profundamente profundo promesa pronto propia propio propuesto propuso propósito prosiguió prueba
príncipe próximo pude pudiendo pudiera pudieran pudo pueblo pueda puede pueden puedes puedo puertas pues puesto
punta punto pura puro puso puños pájaro pájaros pálida pálido párpados pérdida público que queda quedaba quedado
quedando quedar quedarme quedaron quedará quedose quedó quejarse querer querida querido queriendo queréis quería
querían quien quienes quiera quieras quiere quieren quieres quiero quietud quince quisiera quiso quita quitar quizá
quizás quién qué rabia rapidez rara raro rato rayo rayos raza razon razones razón reales realidad realmente reanuda
recibido recibir recibió recibí recibía recién recordaba recordar recuerdo recuerdos recurso reduce reducir referir
reflexiones regalo reinaba relación relato religión reloj remedio repente repentinamente repetía repite repitió
repito replicó reposo reproducción reproduce repuso resignación resistir resolución resonó respecto respeto
resplandor responder respondió respondía responsable respuesta resto resultado retiró retrato reír ridículo robado
rodeaba rodeaban romper ropa ropas rostro roto ruido ruina ruinas rumor rápida rápidamente rápido sabe saben saber
saberlo sabes sabido sabor sabré sabía sacar sacerdote sacrificio sacó sagrado sale salida salido salieron salimos
salir salió salta saltar salvación salía salían salón sangre sargento satisfacción se sea seas secreto seda seguida
seguir segunda segundos seguro seguía seguían según seis semana semblante semejante sencilla sencillamente seno
sensación sensible sentado sentido sentidos sentimiento sentimientos sentir sentí sentía sentíase sentó sepa
sepulcro ser serenidad sereno seres serio servicio será serás seré sería serían señal señor señora señores señorita
señorito si sido siempre siendo siente siento siete siglo siglos significa sigue siguiendo siguiente siguió
silencio silencioso silla sillón sin singular sino sintió siquiera sirve sitio sitios situación sobre social
sociedad sois solamente solas soldado soldados sollozos solo solos sombra sombras sombrero sombrío sonido sonreír
sonrisa sonrió sonó sorpresa sospecha soy su suave sube subido subiendo subir subió sublime sucede sucedido sucesos
sudor suelo suerte sueño sueños suficiente sujeto suma sumar supe superficie superior supo supongo sus suya suyas
suyo suyos sé sí sólo taberna talento tales también tampoco tan tanta tantas tanto tantos tarde tarjeta teatro
techo tema temblaba temor temperatura tempestad templo temporizador temporizadores temprano ten tendido tendrás
tendría tenemos tener tenga tengo tenia tenido tenía teníamos tenían terminar terminó termostato ternura terrible
terribles terror ti tiempo tiempos tiene tienen tienes tierna tierras tigre tinieblas tipo tirar tiro toca tocador
tocar toda todas todavía todo todos tomado tomar tomó tono tonto tormenta tormento torno tornó trabajar trabajo
traje trajo tranquila tranquilamente tranquilidad tranquilo tras trata trataba tratado tratando trato traía trecho
treinta tres tribunal triste tristes tristeza triunfo trágico tu tus tuve tuviera tuvo tuya tuyo término tí tío
título tú túnica un unas uno unos usar usted ustedes uzté uña va vale valiente valor valía vamos vanidad vano vapor
varias varios vas vaso vaya ve vea veces vecinos veinte veinticinco velocidad ven vencer venga vengan venganza
vengo venido venir ventaja ventana ventanas ventilador ventiladores ventura venía venían veo ver verano veras
verdad verdadero verde verdes veremos vergüenza verme vernos verse verte verá verás ves vestido vestidos vete
veterano vez veía veían vi viaje vicario vieja viejo viejos viendo viene vienen vienes viento vieran vieron vimos
vino vio violencia violento virgen virtud visita vista visto viuda vive viven vivienda vivir vivo vivos vió voces
volumen voluntad volver volverá volveré volviendo volvieron volviose volvió volví volvía vos vosotras vosotros voy
voz vuelta vuelva vuelve vuelvo vuestra vuestro vuestros vértigo víctima ya yerba yo yá ze ánimo árbol árboles él
ése ésta éstas éste íntimo última últimas último única único`
