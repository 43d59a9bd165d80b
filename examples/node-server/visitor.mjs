const COOKIE = /(?:^|;\s*)visitor=([\da-f-]{36})(?:;|$)/

/** Stands for the sign-in of your app: each cookie is a visitor. */
export function visitorOf(request) {
  return COOKIE.exec(request.headers.get('cookie') ?? '')?.[1]
}

/** Gives a new visitor a cookie with the page. */
export function welcome(request, page) {
  if (visitorOf(request) === undefined) {
    const cookie = `visitor=${crypto.randomUUID()}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`
    page.headers.append('set-cookie', cookie)
  }
  return page
}
