#include "event/flow.h"
#include "export/json.h"

int main() {
  const auto knowledge = nutgraf::load_knowledge(nutgraf::ModelName::fast, "");
  return knowledge ? 0 : 1;
}
