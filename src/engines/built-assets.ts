/**
 * The folder of the models as the app's build knows it: the Vite plugin replaces this file. Pages under a deep route, and
 * pages whose HTML the plugin does not see, then find the models too.
 */
export const builtAssets: string | undefined = undefined
