import type { RoutePolicy, RouteState } from '../engines/route-request.js'

interface PowerAndNetwork {
  readonly onLine?: boolean
  readonly connection?: { readonly saveData?: boolean }
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>
}

/** What the browser says of the device, as far as it says anything. The battery is asked about only where it matters. */
export async function deviceState({ lowBattery = 0 }: RoutePolicy): Promise<Omit<RouteState, 'targets'>> {
  const { navigator } = globalThis as { navigator?: PowerAndNetwork }
  const battery = lowBattery > 0 ? await navigator?.getBattery?.().catch(() => undefined) : undefined
  return {
    online: navigator?.onLine !== false,
    saveData: navigator?.connection?.saveData === true,
    battery: battery && { level: battery.level, charging: battery.charging },
  }
}
