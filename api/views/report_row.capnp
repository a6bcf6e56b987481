@0xb0b3f6d1c5a94e27;
# A row of the view "reports" before it is sealed. Unlike the journal's records it can be made again: when a field changes
# its meaning, raise `row_form` in api/views/row_store.cpp, and every data folder folds its rows anew.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("lapor::wire");

struct ReportRow {
  state @0 :Data;  # a snapshot (events/codec.hpp), not sealed by itself
  originalTitle @1 :Text;
  originalText @2 :Text;
  originalCategory @3 :Text;
  displayName @4 :Text;
  region @5 :Text;
  address @6 :Text;
  attachments @7 :List(Text);
  title @8 :Text;
  publicText @9 :Text;
  category @10 :Text;
  tags @11 :List(Text);
  ratingText @12 :Text;
  latitude @13 :Float64;
  longitude @14 :Float64;
  occurredOn @15 :Int32;  # days since 1970-01-01
  hasPoint @16 :Bool;
  verified @17 :Bool;
  classification @18 :UInt8;
  channel @19 :UInt8;
  archiveReason @20 :UInt8;  # 0: none
  milestones @21 :List(Milestone);
  comments @22 :List(Comment);
  lacksComments @23 :Bool;  # there are too many for a row
}

struct Comment {
  number @0 :UInt32;
  at @1 :Int64;  # milliseconds since 1970
  role @2 :UInt8;
  text @3 :Text;
}

struct Milestone {
  at @0 :Int64;  # milliseconds since 1970
  since @1 :Int64;
  minutes @2 :UInt32;
  kind @3 :UInt8;
  detail @4 :UInt8;
  desk @5 :Text;
}
