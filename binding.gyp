{
  "targets": [
    {
      "target_name": "matgrad_native",
      "sources": [
        "src/backend/native/addon.c",
        "src/backend/native/engine/engine.c",
        "src/backend/native/engine/avx2.c",
        "src/backend/native/engine/avx512.c",
        "src/backend/native/engine/neon.c",
        "src/backend/native/engine/portable.c",
        "src/backend/native/memory.c",
        "src/backend/native/pool.c",
        "src/backend/native/product.c",
        "src/backend/native/program.c"
      ],
      "cflags": ["-std=gnu11", "-O3", "-ffp-contract=fast", "-fvisibility=hidden", "-Wall", "-Wextra", "-pthread"],
      "xcode_settings": {
        "OTHER_CFLAGS": ["-std=gnu11", "-O3", "-ffp-contract=fast", "-fvisibility=hidden"]
      },
      "libraries": ["-lm"]
    }
  ]
}
