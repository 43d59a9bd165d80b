/**
 * The folder of the models, set by the build of the app: the Vite plugin replaces this file. With it, pages under a deep
 * route and pages whose HTML the plugin does not see find the models too.
 */
export const builtAssets: string | undefined = undefined
