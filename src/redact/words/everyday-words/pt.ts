// Made by scripts/name-evidence.mjs: everyday words of pt; no names.
export const words = `abalada abandonar aberta abertas abnegação aborrecimento abre abria abrir abriu abysmo acabado acabar acabava
acabou acaso accrescentou acha achar achava achei acho achou acima acompanhado acompanhar acompanhou aconteceu
acontecido acontecimento acontecimentos acordar acreditar acredito acudiu acção acções adeus adiante adiciona
adicionar adicione adivinhar admirava admiração adorada adoração adoro afastados afastar affastou affecto affectos
affeição afflicção afinal agarrou agonia agora agrada agradavel agradecido agua aguardava aguas ahi ai ainda ajudar
ajuste alarme alcance aldeia alegre alegres alegria alegrias alem algo alguem algum alguma algumas alguns alguém
alheias alli almas almoçar almoço altas altura além amada amanhã amante amantes amar amarga amargas amargura amava
amavel ambição ambições ambos amei amiga amigas amigo amigos amisade amizade amo amor amores anciedade anda andar
andava ande angustia animal animo anjo anno annos ano anos ante antes antiga antigos ao aonde aos apaga apagado
apaixonada apaixonado apanha apenas apertado apertando apertava apertos apertou apesar apetite apparece apparecer
appareceu apparecia aprender apresentava apresentou aproveitar aproximou após aquela aquele aquella aquellas
aquelle aquelles aqui aquillo aquilo ar arabe ardente ardentes ardia aristocraticas arma armas arrancar arte arvore
arvoredo arvores as aspecto aspirar assim assistant assistir assumpto assunto asylo ataque atenção atirar atirou
atravessado atravez através atraz atreveu atroz attenção até auctoridade ausencia avaliar avançar ave aventuras
aves avó azas aí badage baile baixa baixinho baixo balança balbuciando balcão baldados banal banalidade banco
barbaridade baroneza barulho barão base basta bastante bastava batalha batatas bater beber beija beijar beijo
beijos beijou beiços beleza belleza bello bem berço bigode blusa boa boas boca bocca bolsa bom bondade bondoso
bonito bons bradou branca brancas brancos braço braços breve brilho buscar bôa bôcca cabelleira cabello cabellos
cabelo cabelos cabeça cabeças cabinda cabo cada cadaver cadeira cadeiras cadáver café cahiu caiu cala caldo calor
cama caminho caminhos camisa campo cancela cansado cansaço canta cantando cantar cantinho canto cantos capaz
capricho caracter caridade carinhos carne carro carruagem carta cartas carvão casamento casar casas caso casos
castas castello castigo causa cavalleiro cavalleiros cavallo cavallos cedo cego cella centenas cento centro cenário
ceo cerebro certa certamente certas certeza certo cessar ceu chama chamado chamar chamava chammas chamou chapéo
chapéu charco charuto chefe chega chegada chegado chegam chegar chegaram chegasse chegou chegue cheia cheio cheios
cheiro chora chorar choravam choro chorou christã christãos chuva chão cidade cima cinco circumstancia ciume
civilisação claro clarão classe cobria cofre coisa coisas colera com combate combates comendo começa começar
começaram começava começavam começou comia comida comigo commigo commovido commoções commum como compaixão
companheira companheiras companheiro companheiros companhia completa completamente completo comprar compras
comprehendo comsigo comtigo comtudo concorrer conde condessa confesso confiada confiança confidencias confissão
conhece conhecem conhecer conheces conheceu conheci conhecia conhecido conhecidos conheço conquistar consciencia
conseguia conseguido conseguir conseguiram conselho conselhos consentiu consequencias conservam conservava
consideração considerações consigo consolação constante constantemente conta contacto contar contas contava
contemplar contentamento contente conter continua continuar continuou conto contra contrario contrário convencida
conveniente convento conversa conversando conversar conversava conversação convidados convém copo cor coragem
coração corações corpo corpos corre correcção corredor corredores correndo corrente correr correu corria corriam
cortar cortinas costas costume costumes cousa cousas cova cozinha creança creanças creaturas creio crenças crer
cresce crescer criança crianças criar criatura crime crimes criminoso crise cronômetro cruel crê crêr cuidado
cuidados cuja cujo culpa cumprir cunhado cura curar curiosidade curto curva curvou custa custo cá cárcere cães cão
céo céu cêdo côdea côr côrte dado dama damas dando daquela daquele daqui dava davam daí debaixo decepção decerto
declarar declaração defender define defronte dei deita deitar deitou deixa deixado deixal deixando deixar deixaram
deixaria deixava deixe deixo deixou dela dele deles delicias deliciosa deliciosamente delirio demais demasiadamente
demonio demora demorar dentes dentro depois depressa dera deram derradeira desamparo descalço descobrir
desconhecida desconhecido descrever desculpa desculpar desde desejar desejaria desejava desejo desejos deserto
desesperação desespero desesperos desfazer desforço desgosto desgraça desgraçada desgraçado desgraçados desgraças
deshonra desliga desordem desperta despotismo desprezo desse desta destas deste destino deu devagar deve deveis
devem devemos deveres deveria deves devia deviam devias devo devoção devéras dez dezoito dia diabo dialogo diante
differente differença difficil difícil diga digna dignidade digno dignos digo diminuir dinheiro dir direcção direi
direita direito direitos diria dirigia dirigir dirigiu dirão dispersa disse disseram disso distancia dito diversas
diverso diversos diz dize dizeis dizem dizendo dizer dizes dizia diziam do doce doces doente doença doido doiradas
dois dolorosa donde dono donzella dor dores dorme dormia dormiam dormir dos dou dous doutor doze doçura drama duas
dum duma duque dura durante duvida duvidar duvidas dá dás dão dê dó dôr dôres dúvida edade educação efeito effeito
egoismo egreja egual eis el ele elegante elegantes eleição elementos eles eleva ellas elles em embora emfim emoção
empenho emprego emprezas emquanto emtanto encantadora encanto encantos encher encontra encontrado encontram
encontrar encontrei encontro encontrou encostada energia enfim enorme enormes enquanto ensejo entanto ente entende
entender entendes entendo entes enthusiasmo entra entrada entrando entranhas entrar entrara entraram entre entregar
entregou entretanto entro entrou então envolvia epitaphio eram eras erguendo ergueu erro escada escadas escola
esconder escondido escreve escrever escreveu escrevia escripto escura escuridão escuro escutar esforço esforços
esmola esmolas espada espaço especie espectaculo espera esperando esperança esperanças esperar esperava espero
espessa espirito espiritos esposa espécie espírito esquece esquecer esquecidos esquecimento esquerda essas esse
esses estado estamos estando estar estas estava estavam estação este esteja estendendo estendeu estendia esteve
estima estivesse estou estranha estranhar estranho estrellas estrondo estudar estudo estupido está estás estão
estúpida etc eterna eternas eternidade eterno eu evitar ex exactamente excellente exclamou exemplo exemplos
exercito exilado exilio existe existencia existir existência expansões experiencia experimentou explicar explicação
explosão exposição expressão expulsar exterior extrema extremamente extremo face faces facil facilmente facto
factos faculdade fado faixa fala falam falando falar falas falava falla fallar fallava fallou falou falsa falsas
falta faltar faltava faltavam fama familia familias família farei farrapos farta fatal fatalidade fato favor faz
fazem fazendo fazer fazes fazia fazê faças faço febre fecha fechada fechou feia feio feita feito feições fel
felicidade feliz felizes feminil ferida ferir feroz ferro festa fez fica ficam ficar ficaram ficaria ficará ficava
fico ficou fidalgo fidalgos fiel figura filha filhas filhinha filho filhos fim fina finalmente finas fino fio fios
firmamento firme fiz fizera fizeram fizesse flôr flôres foge fogo foi folha folhagem folhas fome fonte for fora
foram forma formavam formosa formosas formoso formosura forte fortes fortuna força forças fosse fossem fosses foste
fraca fraco franca franciscano frases fraternal frenesi frente fresca frescura fria frialdade frio fronte fuga
fugido fugir fui fumo fundo furor futuro fé fóra fórma fôra gabinete ganhar garagem garganta garoto garrafa gasta
gastos gato gemidos genero generoso gente gentil gentileza geral geralmente gesto golpe gosar gosta gostar gostaria
gostava gosto gostos governo grama grandes granito gratidão graus grave graça graças gritar grito gritos grupo
grupos guarda guerras génio ha habito habitual hade harmonia has haveis havemos haver haveres haveria haverá havia
haviam hei hia historia história hoje hombro hombros home homem homens honra honrado hontem horas horisonte horror
hospital hotel houve houver houvesse humana humanas humanidade humano humildade humilde humilhado humilhação
hypocrisia há hábito hábitos hão ia iam idade ideal ideia ideias idolo idéa idéas igreja igual illudir imagem
imagens imaginava imaginação imagine imensa imenso immediatamente immediato immenso imperio importa importante
importava impossivel impossível impressionado impressão incerteza incommodava incredulidade inda indifferença
indiscriptivel indole inesperada infame infamia infancia infante infantil infeliz infelizmente infernal inferno
infinito influencia influência informações infortunio inglês inimigo inimigos innocencia innocente innocentes
inocente instante instantes instincto instrucção inteira inteiramente intelligencia intenção interessante interesse
interesses interior interrompeu intimo inuteis inutil inveja inverno inútil ir irei irmã irmão irmãos irmãs irá
isolamento isso isto janela janella janellas jantar jardim jardins joelhos jogar jogo joias jovem joven juizo julga
julgar julgas julgava julgo julguei junto juntos juro justiça justo já jámais la labios lado lago lagrimas laivos
lançando lançar lançou lar larga largo las laço lei leis leito leitor leitores leitura lembra lembrança lembrar
lembrava lembro lembrou lenda lentamente lenço ler leu levado levando levantando levantaram levantava levantou
levava leve leves levou lh lhe lhes liberdade liga ligar limiar limpar lingua linguagem linguas lista livre
livremente livro livros lo logar logo loja longa longas longe longo los louca louco loucura louro lua luar lucta
lugar lume luta luxo luzes lá lábios lágrimas lêr madrinha madrugada magestoso magro maio maior maiores mais
maldita males mamã mandar mandou maneira mangas manhã manhãs manto mar marido marmore marqueza martyrio mas mascara
matar materia material mau maus maçãs me medicina medico medo meia meiga meio meios melancolia melhor melhores
membros memoria menina meninas menino menor menos mente mentira mercê merece merito mesa meses mesma mesmas mesmo
mesmos mesquinhas mestre mestres metade meu meus mez mezes mil milho mim mimosa minha minuto minutos miseria missão
mistério mocidade modo modos moeda momento momentos monarcha monstro montanha moral moribundo morre morrer morres
morreu morta mortal morte morto mosteiro mostra mostram mostrar mostrava mostrou motivo mouro mouros movimento
movimentos moça moço muda mudado mudar mui muita muitas muito muitos mulato mulher mulheres multidão mundo murmurar
murmurou muro muros mysterio mysterios má más máscara mãe mão mãos médico mês música na namorada naquela naquelle
nariz nas nasce nasceu nasci natural naturalmente natureza necessario necessidade necessidades necessário negar
negocio negra negro negros nela nele nem nenhum nenhuma nervos nessa nesse nesta neste ninguem ninguém nisso no
nobre nobres nobreza noite noites noiva noivo nome nomes nos nossa nossas nosso nossos notar notavel noticia
noticias noute novamente novas novo novos num numa numero nunca nuvem nuvens não nós obedecer objecto obra obriga
obrigado observações observou obter occasião occasiões occulto oceano ociosidade odio offendida offensa oh oiro
oito olha olhando olhar olhares olhava olhe olho olhos olhou onda ondas onde ontem onze opinião orações ordem
ordens orgulho oriental orphã os ossos ou ouro outono outra outras outro outros ouve ouvi ouvia ouvido ouvidos
ouvil ouvindo ouvir ouviu ouço oxalá paciencia paciência padrão pae paes paga pagem pais paixão paixões paiz
palacio palavra palavras pallida pallido palpitante papel par para parar parece parecem pareceu parecia pareciam
parede paredes parente parou parte partida partir partiu pasmo passa passada passadas passado passados passagem
passar passaram passava passavam passei passeio passo passos passou patria pausa pavimento pavor país pecado
peccados pedaço pedaços pede pedi pedia pedindo pedir pediu pedra pedras pegou peito peitos pela pelas pele pelo
pelos penas penetrar penitencia penna penosa pensa pensado pensamento pensamentos pensando pensar pensava pensei
penso pensou peor pequena pequenas pequenina pequeninas pequeno pequenos perante perceber percebia perda perde
perder perdeu perdi perdida perdido perdidos perdoar perdão perfume perfumes pergunta perguntar perguntava
perguntei pergunto perguntou perigo perigos perna pernas perseguições personagem personagens pertence perto pesa
pesava pescoço peso pessoa pessoas peças peço phantasia phantasma phrase phrases physico physionomia piedade
pinheiros pior pizza plena pleno pobre pobres pobreza pode podem podemos poder poderei poderia poderá poderás podes
podesse podia podiam pois policia política pondo ponta ponto pontos por pormenores porque porquê porta portanto
portaria portas porte portuguez portuguezes porventura porção porém posição possa possam posse possibilidade
possivel posso possuia possível posto pouca poucas pouco poucos poude povo poz praia pranto prata pratica prazer
prazeres praça preceitos precipicio precisa precisar precisas precisava preciso preconceitos pregou prende presente
presentemente presentes presentimento presença preso pressa prestes preto primavera primeira primeiras primeiro
primeiros principal principalmente principe principio principios prisioneiros problemas proceder processo procura
procurando procurar procurava procurou profunda profundamente profundo promessa prompto proposito proposta propria
propriedade proprio propósito prosa proseguiu protecção protestos prova provar provas provavelmente proxima
práctica própria próprio publico pude pudesse punha punhal pura pureza puro pão pé pés pó póde pôde pôr pôz põe
quadro quaes qual qualidade qualidades qualquer quando quantas quanto quantos quarenta quarto quartos quase quasi
quatro que queda queira queixa queixar quem quente quer quereis querem queremos querer queres queria querida
querido quero quinhão quinta quintal quiz quizer quizeres quizesse quo quê ra rainha raio raios raiva ramo rapariga
raparigas rapariguinha rapaz rapidamente rapidez rapido raras raro rasão razão razões raça raízes real realidade
realisou realmente recebem receber recebeu receio reclamar recolheu recompensa recuar recursos redor regaço regular
rei relações religioso religião remedio remorso remorsos remove remédio repente repetir repetiu repouso
representava reputação resignação resistencia resolução respeitar respeito respirar respirava respiração responde
responder respondeu respondi resposta resta restava resto resultado retirar retirou retrato rez ri riam rica ricos
ridiculo riem rindo rio riqueza rir riram risco riso risos roda rosas rosto rostos roupa roupas rua ruas ruido
rumores ruído sabe sabeis sabem sabemos saber sabes sabia sacrificio sahe sahir sahiu saia saias saiba saiu sala
salvar salvação sancto sangue satisfazer satisfação satisfeito saudade saudades saude saía scena scenas sciencia
sciencias scismar se seculos seda sede segredo segredos segue segui seguida seguido seguinte seguir seguiu segunda
segundo segundos seguro sei seio seios seis seja sejam semana semblante semelhante sempre sendo senhor senhora
senhoras senhores sensação senso sentado sentar sente sentem senti sentia sentido sentidos sentimento sentimentos
sentir sentiu senão separar sepultura sequer ser serei serenamente serenidade sereno seres seria seriam serio serra
serve servem servia servir serviços será setim seu seus sexo si sido silencio silenciosa silencioso silêncio
similhante simples simplesmente sinceridade singular sinto sitio situação sob sobre sobretudo soccorro soccorros
socegada socego sociaes social sociedade soffre soffrem soffrer soffria soffrimento sofrer sois solemne solidão
solitario soltos soluços sombra sombras sombrio somno somos sonhar sonhava sonho sonhos sons sorria sorrindo sorrir
sorriso sorrisos sorriu sorte sou soube soubesse sr sua suas suave suaves subia subir subitamente subito sublime
subtil succede suor superior superiores suprema supremo surpresa surpreza suspiro susto sympathia são sério sêr só
sôbre súbito taes tais talento talvez tambem também tanta tantas tanto tantos tarde tarefas teem telhado tem temia
temos temperamento temperatura tempestade tempestades templo tempo temporizador temporizadores tempos tenda tendes
tendo tenente tenha tenhas tenho tens tentando ter teria terminado terminar termo termos terno ternura terras
terrivel terror terá testa teto teu teus teve tez theatro thesouro ti tigre timer tinha tinham tio tirar tirou
titulo tive tivera tivesse to toda todas todavia todo todos tomando tomar tomava tomou toque torna tornam tornar
tornava tornou torrente trabalhar trabalho trago traição trancada tratar tratava traz trazer trazia treme tremenda
tremula tres trevas tribu trinta triste tristes tristeza triumpho triunfo troncos três tu tua tuas tudo tumulo
tábuas tão têm ultima ultimo ultimos um uma umas unica unico universo uns usar uso vae vaes vaga vagamente vago vai
vaidade vale valia valor vamos varias veio veiu vejo velha velhas velho velhos vem vencer vendo veneno venha vens
ventiladores vento ventoinhas ventura ver verdade verdadeira verdadeiramente verdadeiro verde verdes verem veremos
vergonha vermelha vermelho versos verás verão vestido vestidos vez vezes vi via viagem viam vicio victima vidas
vieram vila vim vimos vindo vingança vingar vinha vinham vinho vinte violento vir viram virgem virtude virtudes
visconde viscondessa visitar visitas visse vista vistas visto visão viu vivacidade vive viver vivi vivia vivo vivos
você vocês volta voltando voltar voltava volto voltou volume volveu vontade vos vossa vossas vosso vossos vou voz
vozes vulcão vulgar vulto vá vão vê vêem vêr vês vídeo vós às ácerca água ámanhã áquelle árvores ás época és ódio
últimos única`
