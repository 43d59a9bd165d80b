// A disk that is full from the first vector on.
IDBObjectStore.prototype.put = () => {
  throw new DOMException('full', 'QuotaExceededError')
}

export {}
