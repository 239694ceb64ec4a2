// What the compiler of types cannot see: the view library of Debian, which has no types of its own.
declare module "mithril" {
  const m: any;
  export default m;
}
declare namespace m {
  type Component<T = any> = any;
}
interface Window {
  showDirectoryPicker?: any;
  deskTimes?: any;
}
/** In browsers since Chromium 80, and not yet known to the compiler. */
declare class DecompressionStream {
  constructor(format: string);
  readable: any;
  writable: any;
}
