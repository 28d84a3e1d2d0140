/** Switches that end every service which could speak to somebody, or write something down. */
const PRIVATE = [
  // Nothing is kept: profile in memory, no caches on disk.
  '--incognito',
  '--disk-cache-dir=/dev/null',
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--disable-gpu-shader-disk-cache',
  '--disable-logging',
  // A renderer's crash writes a minidump into the profile in spite of these two: it goes with the profile.
  // (--disable-crashpad-for-testing was tried: the page then never loads.)
  '--disable-crash-reporter',
  '--disable-breakpad',
  '--disable-in-process-stack-traces',
  // Nothing leaves: no name resolves, the proxy is a closed port (loopback included), WebRTC sends no UDP around it.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--no-pings',
  '--dns-prefetch-disable',
  '--disable-quic',
  // Services of a browser that this window has no use for.
  '--disable-translate',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-speech-api',
  '--disable-notifications',
  '--media-router=0',
  '--no-first-run',
  // Else V8, with the bridge's debugger attached, parses React a second time for the first Error that is made.
  '--js-flags=--no-enable-lazy-source-positions',
  '--lang=fr-FR',
  '--accept-lang=fr-FR',
];

/** Features we switch off, for the same reasons. */
const DISABLED_FEATURES = [
  'Translate',
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'OptimizationHintsFetching',
  'MediaRouter',
  'DialMediaRouteProvider',
  'AutofillServerCommunication',
  'AutofillEnableAccountWalletStorage',
  'Prerender2',
  'SpeculationRulesPrefetchFuture',
  'SpellcheckService',
  'NetworkTimeServiceQuerying',
  'SegmentationPlatform',
  'InterestFeedContentSuggestions',
  'CertificateTransparencyComponentUpdater',
  'WebUSBDeviceDetection',
  'PasswordManagerOnboarding',
  'WebMCP',
];

/** Features that Playwright switches off; repeated here since a second --disable-features replaces the first. */
const DISABLED_BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AimEnabled',
  'PreconnectToSearch',
];

/**
 * Playwright's own switches that a product does without: shared memory on disk, popups, self-XSS warnings of the developer
 * tools gone, a software GPU, the automation bar, and no limit on a page that floods or hangs.
 */
export const OMITTED_PLAYWRIGHT_SWITCHES = [
  '--disable-dev-shm-usage',
  '--disable-popup-blocking',
  '--unsafely-disable-devtools-self-xss-warnings',
  '--enable-unsafe-swiftshader',
  '--enable-automation',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
];

/** All the switches of our own. */
export function chromiumSwitches(): string[] {
  return [...PRIVATE, `--disable-features=${[...DISABLED_FEATURES, ...DISABLED_BY_PLAYWRIGHT].join(',')}`];
}
