import type { RoutePolicy, RouteState } from '../engines/route-request.js'

interface PowerAndNetwork {
  readonly onLine?: boolean
  readonly connection?: { readonly saveData?: boolean }
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>
}

/** The state of the device, as far as the browser reports it. The battery is read only where it matters. */
export async function deviceState({ lowBattery = 0 }: RoutePolicy): Promise<Omit<RouteState, 'targets'>> {
  const { navigator } = globalThis as { navigator?: PowerAndNetwork }
  const battery = lowBattery > 0 ? await navigator?.getBattery?.().catch(() => undefined) : undefined
  return {
    online: navigator?.onLine !== false,
    saveData: navigator?.connection?.saveData === true,
    battery: battery && { level: battery.level, charging: battery.charging },
  }
}
