/** The version of the package. Tabs with two versions of an app are open at once for days, and their messages may differ. */
export const VERSION = '0.2.0'
