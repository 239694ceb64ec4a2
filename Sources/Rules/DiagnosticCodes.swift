// All kinds of problems, for `review explain CODE`.

extension Diagnostic.Code {
  /// Every code, by name.
  ///
  /// A code stands beside the check that reports it; a test compares this list with the sources.
  public static let all: [Diagnostic.Code] = [
    .ambiguousBoundary, .ambiguousDivision, .basisMismatch, .boundaryDiffers, .byteOrderMark,
    .circularCases, .circularDefinition, .circularFollowing, .circularRulesets, .csvAboveHeader,
    .csvCellCount, .csvDuplicateColumn, .csvSeparator, .csvStrayQuote, .csvTooWide,
    .csvUnnamedColumn,
    .csvUnterminatedQuote, .divisionElsewhere, .dossierShape, .duplicateFact,
    .duplicateJurisdiction, .duplicateName, .emptyFile, .fileNotRead, .fileUnavailable,
    .foreignFile,
    .formatChangesMeaning, .guessedEncoding, .invalidDate, .invalidUTF8, .jsonBadEscape,
    .jsonComment,
    .jsonControlCharacter, .jsonDuplicateKey, .jsonFullWidth, .jsonLoneSurrogate,
    .jsonMalformedNumber, .jsonNesting, .jsonNotFinite, .jsonSingleQuotes, .jsonTextAfterEnd,
    .jsonTrailingComma, .jsonUnexpectedToken, .jsonUnknownWord, .jsonUnquotedKey,
    .jsonUnterminatedString, .jurisdictionOutside, .jurisdictionUnmatched,
    .justificationWithoutClause, .ledgerIncomplete, .lineTooLong, .listTooLong, .listWithoutElement,
    .mergedCells,
    .missingCitation,
    .missingColumn, .missingConsequence, .missingData, .missingExpectation, .missingRequirement,
    .missingRuleset,
    .mixedJoiners, .nestingTooDeep, .noDossier, .numberTooLarge, .numberTooSmall, .omissionIdle,
    .outOfRange, .overlappingRows, .overlappingValues, .policyTextMissing, .quoteAmbiguous,
    .quoteGone, .quoteMoved, .repeatedClause, .rowsOfCase, .rulesAmongCases, .scopeNotPlain,
    .sectionGone,
    .shareInDoubt, .strayCharacter, .totalDiffers, .unexpectedToken, .unitMismatch,
    .unkeyedParameter, .unknownChoice, .unknownClause, .unknownDeclaration, .unknownDivision,
    .unknownKey, .unknownName, .unknownRule, .unknownUnit, .unreadableWorkbook, .unterminatedText,
    .idleAllowance, .idleClause,
    .wrongDirection, .numberDiffers, .neverHolds, .alwaysHolds, .unusedName,
    .unreachableRow, .gapInTime, .uncitedException, .spacedRuleID, .nameAsText, .synonym,
    .neverApplies, .neverMet, .neverViolated, .idleCondition, .unreachedLimit, .idleException,
    .idleConsequence, .shadowedRule, .contradictingRules, .conflictingDocuments,
    .wrongCell, .wrongClock, .wrongIndex, .wrongRow, .wrongType, .wrongUnitSize, .wrongValue,
  ].sorted { $0.name < $1.name }

  /// The code of a name.
  public static func named(_ name: String) -> Diagnostic.Code? { all.first { $0.name == name } }
}
