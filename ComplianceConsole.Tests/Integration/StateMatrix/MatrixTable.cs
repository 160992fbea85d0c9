namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>One row of the table.</summary>
/// <param name="Name">The use case, with what it is tried for where it is tried for several things.</param>
/// <param name="Expected">What each role gets, by state; one column where no subject is concerned.</param>
/// <param name="Prepare">How it is tried.</param>
internal sealed record MatrixRow(string Name, IReadOnlyList<string> Expected, UseCase Prepare)
{
    public string UseCase => Name.Split(' ')[0];

    public bool IsOfSubject => Expected.Count > 1;
}

/// <summary>
/// The table: a column a state, in it a letter a role (responsible person, staff, manager, auditor, administrator); the letters are explained at
/// <see cref="Outcome"/>.
/// </summary>
internal static partial class MatrixTable
{
    private const string Subjects =
        """
                                                      active  blocked  released  depersonalised  destroyed

        The record itself
        SearchSubjects.HandleAsync                    ++---   +c---    +c---     cc---           cc---
        ReadSubject.HandleAsync                       ++---   +B---    +B---     DD---           DD---
        ReadHistory.HandleAsync                       ++---   +B---    +B---     DD---           DD---
        ReadAccess.HandleAsync                        +--+-   +--+-    +--+-     +--+-           +--+-
        ReadTransfers.HandleAsync                     ++---   +B---    +B---     DD---           DD---
        RecordTransfer.HandleAsync                    +----   B----    B----     D----           D----
        StartTransfer.HandleAsync                     +----   B----    B----     D----           D----
        ReadEvidenceFile.HandleAsync                  +----   +----    +----     D----           D----
        StartCorrection.HandleAsync                   +----   B----    B----     D----           D----
        CorrectSubject.HandleAsync                    +----   B----    B----     D----           D----
        ImportSubjects.RunAsync                       +---+   B---B    B---B     D---D           D---D
        ImportSubjects.RunAsync dry                   +---+   B---B    B---B     D---D           D---D

        Its block
        BlockSubject.HandleAsync                      ++---   BB---    BB---     DD---           DD---
        UndoBlock.HandleAsync                         oo---   o+---    oo---     DD---           DD---
        GiveBlockReason.HandleAsync                   oo---   ++---    UU---     DD---           DD---
        UnblockSubject.HandleAsync                    o----   +----    o----     D----           D----
        BlockSelection.HandleAsync                    ++---   oo---    oo---     oo---           oo---
        UndoSelection.HandleAsync                     oo---   o+---    oo---     oo---           oo---

        Consents: of a blocked record the person's own withdrawal is recorded, and a receipt goes into the answer to the person's own request
        ReadConsents.HandleAsync                      ++---   +B---    +B---     DD---           DD---
        StartConsentChange.HandleAsync withdraw       +----   +----    +----     D----           D----
        StartConsentChange.HandleAsync extend         +----   B----    B----     D----           D----
        StartConsentChange.HandleAsync achieve        +----   B----    B----     D----           D----
        WithdrawConsent.PreviewAsync                  +----   +----    +----     D----           D----
        WithdrawConsent.HandleAsync                   +----   +----    +----     D----           D----
        ExtendConsent.HandleAsync                     +----   B----    B----     D----           D----
        PlanAchievement.HandleAsync                   +----   B----    B----     0----           0----
        AchievePurposes.HandleAsync                   +----   B----    B----     D----           D----
        IssueConsentReceipt.PdfAsync                  +----   B----    B----     D----           D----
        IssueConsentReceipt.JsonAsync                 +----   B----    B----     D----           D----
        IssueConsentReceipt.PdfAsync asked            +----   +----    +----     D----           D----
        IssueConsentReceipt.PdfAsync authority        +----   B----    B----     D----           D----

        Destruction: of a blocked record only where its block is released for that
        ReadDestructionPlan.HandleAsync               +----   +----    U----     D----           D----
        ReadTombstone.HandleAsync                     oo-o-   oo-o-    ++-+-     ++-+-           ++-+-
        LiftTombstone.Read                            oo-o-   oo-o-    oo-o-     ++-+-           ++-+-
        LiftTombstone.HandleAsync                     o----   o----    o----     +----           +----
        IssueDestructionAct.HandleAsync               oo-o-   oo-o-    UU-U-     ++-+-           ++-+-
        DestroySubject.HandleAsync                    +----   B----    U----     D----           D----
        DestroySubject.HandleAsync releasing          +----   +----    U----     D----           D----
        ProposeDestruction.HandleAsync                +----   B----    U----     D----           D----
        ProposeDestruction.HandleAsync releasing      +----   +----    U----     D----           D----
        DestroyMany.HandleAsync                       +----   B----    U----     D----           D----
        DestroyMany.HandleAsync releasing             +----   +----    U----     D----           D----
        Depersonalise.HandleAsync                     +----   B----    U----     D----           D----
        PreviewDepersonalisation.HandleAsync          +----   B----    U----     D----           D----
        ProposeDepersonalisation.HandleAsync          +----   B----    U----     D----           D----
        AnswerGroup.ApproveAsync                      +----   o----    o----     o----           o----
        AnswerGroup.RejectAsync                       +----   +----    +----     o----           o----
        AnswerGroup.WithdrawAsync                     +----   +----    +----     o----           o----
        AnswerMany.ApproveAsync                       +----   o----    U----     D----           D----
        AnswerMany.RejectAsync                        +----   +----    U----     D----           D----
        AnswerProposal.ApproveAsync                   +----   o----    U----     D----           D----
        AnswerProposal.RejectAsync                    +----   +----    U----     D----           D----
        AnswerProposal.WithdrawAsync                  +----   +----    U----     D----           D----
        KeepHolds.SetAsync                            +----   +----    U----     D----           D----
        KeepHolds.LiftAsync                           +----   +----    U----     D----           D----
        ExtendHold.HandleAsync                        +----   +----    U----     D----           D----
        ReadCopies.HandleAsync                        ++-c-   ++-c-    ++-c-     ++-c-           ++-c-
        KeepCopies.NoteAsync                          ++---   ++---    ++---     ++---           ++---
        KeepCopies.RewriteAsync                       ++---   ++---    ++---     ++---           ++---
        KeepCopies.TickOffAsync                       ++---   ++---    ++---     ++---           ++---
        ExtendCopy.HandleAsync                        ++---   BB---    BB---     DD---           DD---

        Requests: the person's rights stand whatever the state; who asked about a blocked record is closed to staff
        RegisterRequest.HandleAsync                   ++---   ++---    ++---     ++---           ++---
        CheckSubject.HandleAsync                      ++---   ++---    ++---     ++---           ++---
        ReadRequest.HandleAsync                       ++cc-   +ccc-    +ccc-     +ccc-           +ccc-
        ListRequests.HandleAsync                      ++cc-   +ccc-    +ccc-     +ccc-           +ccc-
        DraftLetter.HandleAsync                       +----   +----    +----     +----           +----
        ReadStandingConsents.HandleAsync              +----   +----    +----     +----           +----
        RequestFiles.AddAsync                         ++---   ++---    ++---     ++---           ++---
        RequestFiles.OpenAsync                        ++---   +B---    +B---     oo---           oo---
        ConfirmIdentity.HandleAsync                   +----   +----    +----     +----           +----
        ReceiveEvidence.HandleAsync                   ++---   ++---    ++---     ++---           ++---
        DecideMatter.HandleAsync(GrantCommand)        +----   +----    +----     o----           o----
        DecideMatter.HandleAsync(RefuseCommand)       +----   +----    +----     +----           +----
        AnswerRequest.HandleAsync                     +----   +----    +----     +----           +----
        NotifyApplicant.HandleAsync                   +----   +----    +----     +----           +----
        CloseRequest.HandleAsync                      +----   +----    +----     +----           +----
        MendRequest.HandleAsync                       +----   +----    +----     +----           +----
        FollowWithdrawal.HandleAsync                  +----   +----    +----     D----           D----
        BlockOnComplaint.BlockAsync                   ++---   oo---    oo---     oo---           oo---
        BlockOnComplaint.ReleaseAsync                 o----   +----    o----     o----           o----
        StopProcessing.HandleAsync                    +----   +----    +----     +----           +----
        RenewAuthority.HandleAsync                    +----   +----    +----     +----           +----
        AssignDuty.HandleAsync                        ++---   ++---    ++---     oo---           oo---
        AssignRequest.HandleAsync                     ++---   ++---    ++---     ++---           ++---
        ReadDutyStory.ReadAsync                       +++++   +++++    +++++     +++++           +++++

        Reports: to the person also while it is blocked, to nobody else
        PrepareReport.HandleAsync                     +----   +----    +----     +----           +----
        PrepareReport.HandleAsync authority           +----   B----    B----     +----           +----
        OpenReport.DownloadAsync                      +-+--   +-B--    +-B--     o-o--           o-o--
        OpenReport.DownloadAsync authority            +-+--   B-B--    B-B--     o-o--           o-o--
        HandOverReport.HandleAsync                    +----   +----    +----     o----           o----
        HandOverReport.HandleAsync authority          +----   B----    B----     o----           o----
        ApproveReport.HandleAsync                     +----   +----    +----     o----           o----
        OpenReport.PreviewAsync                       +-+--   +-B--    +-B--     o-o--           o-o--
        OpenReport.PreviewAsync authority             +-+--   B-B--    B-B--     o-o--           o-o--

        Letters
        ReadNotice.HandleAsync                        ++---   +c---    +c---     ++---           ++---
        OpenNoticeFile.LetterAsync                    ++---   +B---    +B---     oo---           oo---
        OpenNoticeFile.EnclosureAsync                 +----   +----    +----     o----           o----
        MarkPosted.HandleAsync                        ++---   ++---    ++---     oo---           oo---
        TakeBackNotice.HandleAsync                    +----   +----    +----     oo---           oo---
        ResendNotice.HandleAsync                      ++---   +B---    +B---     oo---           oo---
        AcknowledgeNotice.HandleAsync                 ++---   ++---    ++---     ++---           ++---
        """;

    private const string Free =
        """
        ReadToday.HandleAsync                         +++++
        ReadMonth.HandleAsync                         +++++
        AriseDuties.HandleAsync                       -----
        ConfirmClock.HandleAsync                      o----
        QueueDigest.HandleAsync                       -----
        ListReports.HandleAsync                       +-+--
        ReadDestructions.HandleAsync                  ++-+-
        ReadApprovals.HandleAsync                     +----
        ReadEndedTerms.HandleAsync                    +----
        ReadDepersonalisable.HandleAsync              +----
        ReadStatistics.HandleAsync                    +-++-
        ListNotices.HandleAsync                       ++---
        ReadMailStatus.HandleAsync                    ----+
        ReadMailStatus.CountAsync                     ++---
        ReadTemplate.HandleAsync                      +++++
        ResendNotice.AllAsync                         ++---
        SaveRecipient.HandleAsync                     +----
        SaveRecipient.EndAsync                        +----
        ReadRecipients.ListAsync                      +++++
        ReadRecipients.HandleAsync                    +----
        RegisterIncident.HandleAsync                  +----
        ReadIncidents.ListAsync                       +----
        ReadIncidents.HandleAsync                     +----
        CarryIncidentOn.AddMeasureAsync               +----
        CarryIncidentOn.CloseAsync                    +----
        NotifyAuthority.HandleAsync                   +----
        ReadRegisters.RunAsync                        +++++
        ReadPolicyVersion.RunAsync                    +++++
        ChangePost.HandleAsync                        ----o
        SetUpConsole.RunAsync                         ----o
        ChangeCalendar.ReviewAsync                    ----o
        ChangeCalendar.SaveAsync                      ----o
        ReadLedger.RunAsync                           +--+-
        ReadEntry.RunAsync                            +--+-
        ProveEntry.RunAsync                           +--++
        VerifyStores.RunAsync                         +--++
        ReadLosses.HandleAsync                        +--++
        ReadConsoleStatus.RunAsync                    ----+
        IndexState.Read                               ----+
        ReadJobs.HandleAsync                          ----+
        CopyStandings.Read                            +---+
        CopyStandings.CountWaitingAsync               +---+
        CopyStandings.Ask                             ----+
        CopyStandings.MakeAnewAsync                   ----o
        RotateKeys.HandleAsync                        ----+
        PostPolicy.HandleAsync                        ----o
        """;

    public static IReadOnlyList<MatrixRow> Rows { get; } = [.. Read(Subjects, columns: 5), .. Read(Free, columns: 1)];

    private static IEnumerable<MatrixRow> Read(string table, int columns)
    {
        var tries = Tries();
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var words in lines.Where(words => words.Length > columns && words[0].Contains('.', StringComparison.Ordinal) && char.IsUpper(words[0][0])))
        {
            var name = string.Join(' ', words[..^columns]);
            yield return new MatrixRow(name, words[^columns..], tries[name]);
        }
    }
}
