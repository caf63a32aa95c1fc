;; Instantiates with no imports only where the seven js-string functions that the engine calls are
;; built in. https://webassembly.github.io/js-string-builtins/js-api/
;; `copy` takes a string through all of them and returns an equal one.
(module
  (type $chars (array (mut i16)))
  (import "wasm:js-string" "length" (func $length (param externref) (result i32)))
  (import "wasm:js-string" "charCodeAt" (func $charCodeAt (param externref i32) (result i32)))
  (import "wasm:js-string" "fromCharCode" (func $fromCharCode (param i32) (result (ref extern))))
  (import "wasm:js-string" "substring"
    (func $substring (param externref i32 i32) (result (ref extern))))
  (import "wasm:js-string" "concat"
    (func $concat (param externref externref) (result (ref extern))))
  (import "wasm:js-string" "intoCharCodeArray"
    (func $intoCharCodeArray (param externref (ref null $chars) i32) (result i32)))
  (import "wasm:js-string" "fromCharCodeArray"
    (func $fromCharCodeArray (param (ref null $chars) i32 i32) (result (ref extern))))
  (func (export "copy") (param $string externref) (result externref)
    (local $chars (ref null $chars))
    (local.set $chars (array.new_default $chars (call $length (local.get $string))))
    (drop (call $intoCharCodeArray (local.get $string) (local.get $chars) (i32.const 0)))
    (call $concat
      (call $fromCharCode (call $charCodeAt (local.get $string) (i32.const 0)))
      (call $substring
        (call $fromCharCodeArray
          (local.get $chars) (i32.const 0) (array.len (local.get $chars)))
        (i32.const 1)
        (array.len (local.get $chars))))))
