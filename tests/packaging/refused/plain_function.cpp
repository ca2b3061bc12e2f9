// refused:5: a function that starts neither with COVERWATCH_FUNC nor with `inline`
namespace coverwatch {

int declared();
bool helper(const char* text,
            int length) {
  return text[length] == '{';
}

}  // namespace coverwatch
