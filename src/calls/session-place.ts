const places = new WeakMap<object, 'device' | 'server'>()

/** Remembers where a session runs, because only its engine knows. */
export function notePlace(session: object, place: 'device' | 'server'): void {
  places.set(session, place)
}

/** The place of a session. A session that nobody noted counts as one on a server. */
export const notedPlace = (session: object): 'device' | 'server' => places.get(session) ?? 'server'
