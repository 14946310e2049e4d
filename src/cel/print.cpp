#include "cel/print.h"

#include <cctype>

namespace probata::cel {
namespace {

// How tightly a form binds (langdef.md, "Precedence"); what binds less than its place wants gets
// brackets.
enum Level : int { whole, alternative, conjunction, relation, sum, product, sign, closed };

bool is_operator(const Syntax& node) {
  if (node.form != Form::call || node.member) return false;
  return node.text == "in" || std::isalpha(static_cast<unsigned char>(node.text.front())) == 0;
}

Level level_of_sign(std::string_view sign) {
  if (sign == "+" || sign == "-") return sum;
  if (sign == "*" || sign == "/" || sign == "%") return product;
  return relation;
}

Level level_of(const Syntax& node) {
  switch (node.form) {
    case Form::conditional:
      return whole;
    case Form::either:
      return alternative;
    case Form::both:
      return conjunction;
    case Form::call:
      if (!is_operator(node)) return closed;
      return node.children.size() == 1 ? sign : level_of_sign(node.text);
    default:
      return closed;
  }
}

class Printer {
 public:
  Printer(std::string_view source, const Instead& instead) : source_(source), instead_(instead) {}

  std::string in_place(const Syntax& node, Level wanted) const {
    if (&node == instead_.part) return wanted == whole ? instead_.text : "(" + instead_.text + ")";
    std::string text = plain(node);
    return level_of(node) < wanted ? "(" + text + ")" : text;
  }

 private:
  std::string written(uint32_t begin, uint32_t end) const {
    return std::string(source_.substr(begin, end - begin));
  }
  std::string listed(const Syntax& node, size_t first, std::string_view between,
                     Level wanted) const {
    std::string text;
    for (size_t i = first; i < node.children.size(); ++i) {
      if (i > first) text += between;
      text += in_place(node.child(i), wanted);
    }
    return text;
  }
  std::string plain(const Syntax& node) const {
    switch (node.form) {
      case Form::select:
        return in_place(node.child(0), closed) + (node.optional ? ".?" : ".") +
               written(node.mark, node.end);
      case Form::index:
        return in_place(node.child(0), closed) + (node.optional ? "[?" : "[") +
               in_place(node.child(1), whole) + "]";
      case Form::call:
        return is_operator(node) ? operation(node) : call(node);
      case Form::both:
        return listed(node, 0, " && ", relation);
      case Form::either:
        return listed(node, 0, " || ", conjunction);
      case Form::conditional:
        return in_place(node.child(0), alternative) + " ? " + in_place(node.child(1), alternative) +
               " : " + in_place(node.child(2), whole);
      case Form::macro:
        return macro(node);
      case Form::has:
        return "has(" + in_place(node.child(0), whole) + ")";
      case Form::list:
        if (node.names.empty()) return "[" + listed(node, 0, ", ", whole) + "]";
        [[fallthrough]];
      default:
        return written(node.begin, node.end);
    }
  }
  std::string operation(const Syntax& node) const {
    if (node.children.size() == 1) return node.text + in_place(node.child(0), closed);
    const Level own = level_of_sign(node.text);
    // Chains of one level are read from the left.
    return in_place(node.child(0), own) + " " + node.text + " " +
           in_place(node.child(1), static_cast<Level>(own + 1));
  }
  std::string call(const Syntax& node) const {
    const std::string head = node.member   ? in_place(node.child(0), closed) + "."
                             : node.rooted ? "."
                                           : "";
    return head + node.text + "(" + listed(node, node.member ? 1 : 0, ", ", whole) + ")";
  }
  // The variables stand before the bodies; of a member before them the range, of `bind` none.
  std::string macro(const Syntax& node) const {
    const bool ranged = node.member && node.text != "bind";
    std::string text = ranged ? in_place(node.child(0), closed) + "." : node.member ? "cel." : "";
    text += node.text + "(";
    for (const std::string& name : node.names) text += name + ", ";
    return text + listed(node, ranged ? 1 : 0, ", ", whole) + ")";
  }

  std::string_view source_;
  const Instead& instead_;
};

}  // namespace

std::string print(const Syntax& tree, std::string_view source, const Instead& instead) {
  return Printer(source, instead).in_place(tree, whole);
}

}  // namespace probata::cel
