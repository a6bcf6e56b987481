#include "api/people/reporter_contact.hpp"

#include "api/people/person_calls.hpp"
#include "api/people/principals.hpp"

namespace lapor::api {
namespace {

Contact contact_of(const PersonState& person) {
  Contact contact;
  contact.name = person.name;
  const bool is_email = person.address.find('@') != std::string::npos;
  (is_email ? contact.email : contact.phone) = person.address;
  return contact;
}

}  // namespace

void with_reporter_contact(Context& context, const CallPtr& call, const DossierPtr& dossier, bool shows_identity,
                           std::function<void(const ReportPage&)> next) {
  ReportPage page = fold_page(*dossier);
  const auto reporter = page.original.reporter;
  if (!shows_identity || !reporter || !is_account_number(*reporter)) return next(page);
  read_person(context, call, *reporter,
              [page = std::move(page), next = std::move(next)](const PersonDossierPtr& person) mutable {
                if (person && page.original.contact.empty()) page.original.contact = contact_of(person->state);
                next(page);
              });
}

}  // namespace lapor::api
