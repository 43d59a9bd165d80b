import { builtinEngine, type Engine, localEngine } from 'tacet/engines'
import { hubWorker } from '../parts/hub-worker.js'

/** A model of the list beside the page. */
export interface ChatModel {
  /** The name on the hub, with the file. */
  readonly id: string
  readonly name: string
  readonly licence: string
  readonly bytes: number
  readonly can: string
  readonly cannot: string
  /** The page of the model, where the list names a mirror that has no such page. */
  readonly source?: string | undefined
}

export interface ModelSource {
  readonly name: string
  readonly url: string | undefined
}

export interface ChatList {
  /** The server of the models. A mirror beside the page may take the place of the hub. */
  readonly hub: URL
  readonly models: readonly ChatModel[]
  /** Whether a download asks another origin. */
  readonly isElsewhere: boolean
}

/** Reads the list that lies beside the page. An operator can change the list, and name a mirror. */
export async function readChatList(): Promise<ChatList> {
  const response = await fetch('chat-models.json')
  const { hub, models } = (await response.json()) as { readonly hub: string; readonly models: readonly ChatModel[] }
  const url = new URL(hub, document.baseURI)
  return { hub: url, models, isElsewhere: url.origin !== location.origin }
}

/** Where a model comes from, and the page on which a reader finds its licence and its makers. */
export const sourceOf = ({ hub, isElsewhere }: ChatList, { id, source }: ChatModel): ModelSource => {
  const name = id.split('/').slice(0, 2).join('/')
  return { name, url: source ?? (isElsewhere ? `${hub.href.replace(/\/$/, '')}/${name}` : undefined) }
}

/** An engine for the models of the list: its worker may reach the hub, and no other worker may. */
export async function hubEngine({ hub, isElsewhere }: ChatList): Promise<ReturnType<typeof localEngine>> {
  const worker = isElsewhere ? await hubWorker() : undefined
  return localEngine({ hub: hub.href.replace(/\/$/, ''), ...(worker === undefined ? {} : { worker }) })
}

/** The browser's own model, and whether it is there. */
export async function browserModel(): Promise<
  { readonly engine: Engine; readonly needsDownload: boolean } | undefined
> {
  const engine = builtinEngine()
  const state = await engine.availability('generate', undefined)
  return state === 'unavailable' ? undefined : { engine, needsDownload: state !== 'available' }
}
