#pragma once

#include "engine/linear.h"

// At the head of a test whose sentences are read otherwise by a processor without VNNI.
#define NUTGRAF_NEEDS_8_BIT_INPUTS() \
  if (!nutgraf::engine::inputs_have_8_bits()) GTEST_SKIP() << "this processor has no VNNI: a few sentences are read otherwise with inputs of 7 bits"
