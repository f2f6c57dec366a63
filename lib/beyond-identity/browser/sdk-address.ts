/** The vendor's file, byte for byte. Its address changes with its content, so browsers keep it for good. */
export const SDK_ADDRESS = new URL("@beyondidentity/bi-sdk-js/dist/bi-embedded.js", import.meta.url)
  .pathname;
