/** What the host gives to the page (src/renderer/bridge.ts has the same, for the renderer's own program). */
interface Window {
  readonly bridge: {
    invoke(method: string, input: unknown): Promise<unknown>;
    subscribe(listener: (event: unknown) => void): () => void;
  };
}
