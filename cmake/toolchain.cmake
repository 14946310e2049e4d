# Compiler and warning settings that every target shares.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# One precompiled header for libraries and executables: CMake would give the latter -fPIE, which clang takes for another language.
add_compile_options(-fPIC)
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1 -fno-omit-frame-pointer")
set(CMAKE_C_FLAGS_SANITIZE "${CMAKE_CXX_FLAGS_SANITIZE}")

option(PROBATA_FUZZ "build the fuzz targets" OFF)
set(PROBATA_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize= takes them")

# With a precompiled header ccache has to ignore its time stamp (clang writes one otherwise).
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

# libstdc++ 12 uses in stable_sort what it deprecates itself; through a precompiled header clang tells of it.
add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wno-deprecated-declarations $<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-designated-field-initializers>)
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
# For every file alike, or the shared precompiled header does not fit.
add_compile_options(-pthread)
add_link_options(-fuse-ld=lld-19 -pthread)
if(CMAKE_BUILD_TYPE STREQUAL Release)
  add_compile_definitions(_FORTIFY_SOURCE=2)
  add_compile_options(-fstack-protector-strong)
  add_link_options(-Wl,-z,relro,-z,now)
endif()
if(PROBATA_SANITIZE)
  add_compile_options(-fsanitize=${PROBATA_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PROBATA_SANITIZE})
endif()
if(PROBATA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
