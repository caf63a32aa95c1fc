;; Valid only where the engine can run: it uses WebAssembly GC (struct and array types) and the final
;; form of exception handling (try_table), which came to Chrome in 137, Firefox 131, Safari 18.4.
(module
  (type $struct (struct (field (mut i32))))
  (type $array (array (mut i16)))
  (tag $tag)
  (func (param (ref null $struct)) (param (ref null $array))
    (block $handler
      (try_table (catch_all $handler)
        (throw $tag)))))
