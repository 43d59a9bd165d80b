/** A range of years, such as 1998-2004 in a copyright line or a biography. */
export const yearRange = /^(?:1[89]|20)\d\d(?: ?- ?| )(?:1[89]|20)\d\d$/

/** Words that announce the number of a thing and not of a person. They oppose an identifier beside them. */
export const numberLabels: readonly string[] = (
  'reference|ref|quote|purchase|delivery|confirmation|booking|reservation|asset|inventory|catalog|catalogue|' +
  'warehouse|sensor|meter|machine|job|task|bug|po|dollars|euros|eur|usd|gbp|people|units|rows|views|' +
  'followers|records|bestell*|rechnung*|auftrags*|référence|réf|devis|referencia|pedidos|riferimento|ordini|' +
  'referência|protocolo|ordernummer*|factuurnummer*|artikelnummer*|zamówieni*|faktur*|objednáv*|comand*|' +
  'factur*|fattur*|fatur*|sipariş*|заказ*|счёт*|артикул*|замовлен*|рахун*|поръчк*|tilau*|lasku*|viite*|' +
  'rendelés*|számla*|narudž*|račun*|naročil*|tellimus*|arve*|pasūtījum*|rēķin*|užsakym*|sąskait*|παραγγελία|' +
  'τιμολόγιο|الطلب|طلب|فاتورة|الفاتورة|הזמנה|חשבונית|ऑर्डर|चालान|订单号|單號|快递|运单|注文番号|商品番号|伝票|주문*|송장*|' +
  'คำสั่งซื้อ|ใบแจ้งหนี้|mã đơn|hóa đơn|order|orders|invoice|ticket|build|version|release|commit|sha|page|' +
  'pages|line|row|sku|isbn|issn|doi|part|model|article|item|batch|lot|tracking|shipment|parcel|case|issue|' +
  'error|port|timestamp|checksum|hash|bytes|total|amount|price|quantity|qty|transaction|receipt|serial|' +
  'product|ean|upc|barcode|revision|request|session|trace|auftrag|artikel|seite|sendung|commande|colis|' +
  'pedido|envío|página|ordine|pagina|encomenda|factuur|beställning|ordrenummer|счет|订单|发票|注文|請求書|pesanan|' +
  'đơn hàng'
).split('|')
