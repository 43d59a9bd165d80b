import type { TestProjectInlineConfiguration } from 'vitest/config'
import { findOtherBrowser, type OtherBrowser } from '../../scripts/other-browsers.mjs'
import { installedBrowser } from './provider.js'

/** These steer Chromium from outside, or compare with a graphics device that only Chromium brings in software. */
const CHROMIUM_ONLY = ['test/browser/generate-webgpu.test.ts', 'test/browser/model-files-{folder,storage}.test.ts']

/** A project of tests in a browser that is installed on this machine. */
export function installedBrowserProject(
  name: OtherBrowser,
  include: readonly string[],
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [...include],
      exclude: CHROMIUM_ONLY,
      testTimeout: 120_000,
      hookTimeout: 60_000,
      globalSetup: ['test/browser/servers/faulty-server.mjs'],
      fileParallelism: false,
      browser: {
        enabled: true,
        // Vitest's own page around the tests crashes WebKitGTK 2.50; headless runs leave it out.
        headless: true,
        ui: false,
        screenshotFailures: false,
        provider: installedBrowser(findOtherBrowser(name) ?? name),
        instances: [{ browser: name }],
      },
    },
  }
}
