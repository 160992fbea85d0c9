using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage;

/// <summary>
/// The records: rows, ciphertext, ledger. Abstract, with one sealed context a provider, so that each has its own migrations.
/// </summary>
/// <remarks>
/// A change of the model is a migration:
/// <c>dotnet ef migrations add NAME --context SqliteRecordsContext -o Storage/Migrations/SqliteRecords</c>.
/// Triggers are written by hand in migrations of their own.
/// The ledger vouches for the rows as they are stored: a column that is added takes no value other than NULL in the rows there are, and none is
/// renamed or dropped.
/// </remarks>
public abstract class RecordsContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SubjectRow> Subjects => Set<SubjectRow>();
    public DbSet<ProfileChangeRow> ProfileChanges => Set<ProfileChangeRow>();
    public DbSet<ConsentEventRow> ConsentEvents => Set<ConsentEventRow>();
    public DbSet<BlockEventRow> BlockEvents => Set<BlockEventRow>();
    public DbSet<RequestRow> Requests => Set<RequestRow>();
    public DbSet<RequestStepRow> RequestSteps => Set<RequestStepRow>();
    public DbSet<RequestMatterRow> RequestMatters => Set<RequestMatterRow>();
    public DbSet<RequestDocumentRow> RequestDocuments => Set<RequestDocumentRow>();
    public DbSet<DutyRow> Duties => Set<DutyRow>();
    public DbSet<DutyMoveRow> DutyMoves => Set<DutyMoveRow>();
    public DbSet<ReportRow> Reports => Set<ReportRow>();
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<RecipientRow> Recipients => Set<RecipientRow>();
    public DbSet<TransferRow> Transfers => Set<TransferRow>();
    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();
    public DbSet<DestructionRow> Destructions => Set<DestructionRow>();
    public DbSet<RemainderRow> Remainders => Set<RemainderRow>();
    public DbSet<DestructionProposalRow> DestructionProposals => Set<DestructionProposalRow>();
    public DbSet<TangibleCopyRow> TangibleCopies => Set<TangibleCopyRow>();
    public DbSet<LegalHoldRow> LegalHolds => Set<LegalHoldRow>();
    public DbSet<ColleagueRow> Colleagues => Set<ColleagueRow>();
    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();
    public DbSet<KeptKeyRow> KeptKeys => Set<KeptKeyRow>();
    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();
    public DbSet<AppointmentRow> Appointments => Set<AppointmentRow>();
    public DbSet<GroundRow> Grounds => Set<GroundRow>();
    public DbSet<PurposeRow> Purposes => Set<PurposeRow>();
    public DbSet<FieldRow> Fields => Set<FieldRow>();
    public DbSet<PolicyVersionRow> PolicyVersions => Set<PolicyVersionRow>();
    public DbSet<DutyTermRow> DutyTerms => Set<DutyTermRow>();
    public DbSet<CalendarYearRow> CalendarYears => Set<CalendarYearRow>();
    public DbSet<ImportRunRow> ImportRuns => Set<ImportRunRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<LedgerEntryRow> LedgerEntries => Set<LedgerEntryRow>();
    public DbSet<LedgerSubjectRow> LedgerSubjects => Set<LedgerSubjectRow>();
    public DbSet<LedgerRequestRow> LedgerRequests => Set<LedgerRequestRow>();
    public DbSet<LedgerHeadRow> LedgerHeads => Set<LedgerHeadRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conversions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SubjectRow>(subject =>
        {
            subject.Property(row => row.Id).ValueGeneratedNever();
            subject.Property(row => row.Revision).IsConcurrencyToken();
            subject.HasIndex(row => row.Revision);

            // Almost all records are active: only the others are looked for by their state.
            subject.HasIndex(row => row.State).HasFilter("State <> 0");
        });
        SubjectEvents<ProfileChangeRow>(modelBuilder);
        SubjectEvents<ConsentEventRow>(modelBuilder);
        SubjectEvents<BlockEventRow>(modelBuilder);
        SubjectEvents<TransferRow>(modelBuilder);
        modelBuilder.Entity<TransferRow>(transfer =>
        {
            transfer.HasIndex(row => row.RecipientId);
            transfer.HasOne<RecipientRow>().WithMany().HasForeignKey(row => row.RecipientId).OnDelete(DeleteBehavior.Restrict);
        });

        modelBuilder.Entity<RequestRow>(request =>
        {
            request.Property(row => row.Id).ValueGeneratedNever();
            request.HasIndex(row => new { row.Year, row.Serial }).IsUnique();
            request.HasIndex(row => row.SubjectId);
            request.Property(row => row.Version).IsConcurrencyToken();
            request.HasMany(row => row.Matters).WithOne().HasForeignKey(matter => matter.RequestId);
            request.HasMany(row => row.Documents).WithOne().HasForeignKey(document => document.RequestId);
            request.HasMany(row => row.Steps).WithOne().HasForeignKey(step => step.RequestId);
            request.HasMany(row => row.Duties).WithOne().HasForeignKey(duty => duty.RequestId);
            request.HasMany(row => row.Reports).WithOne().HasForeignKey(report => report.RequestId);
            request.HasOne<SubjectRow>().WithMany().HasForeignKey(row => row.SubjectId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<RequestStepRow>().HasKey(step => new { step.RequestId, step.Sequence });
        modelBuilder.Entity<RequestMatterRow>().HasKey(matter => new { matter.RequestId, matter.Kind });
        modelBuilder.Entity<RequestDocumentRow>(document =>
        {
            document.HasKey(row => new { row.RequestId, row.Sequence });
            document.HasIndex(row => row.SubjectId);
        });
        modelBuilder.Entity<ReportRow>().HasKey(report => new { report.RequestId, report.Sequence });
        modelBuilder.Entity<DutyRow>(duty =>
        {
            duty.HasIndex(row => new { row.EndedAt, row.TargetDay });
            duty.HasIndex(row => row.SubjectId);

            // What follows a missed duty follows it once, also when two processes find it missed.
            duty.HasIndex(row => row.AfterId).IsUnique();
            duty.HasIndex(row => row.AssignedTo);
        });
        modelBuilder.Entity<DutyMoveRow>(move =>
        {
            move.HasIndex(row => row.DutyId);
            move.HasOne<DutyRow>().WithMany().HasForeignKey(row => row.DutyId);
        });
        modelBuilder.Entity<NoticeRow>(notice =>
        {
            notice.Property(row => row.Id).ValueGeneratedNever();
            notice.Property(row => row.Version).IsConcurrencyToken();
            notice.HasIndex(row => new { row.State, row.NextAttemptAt });
            notice.HasIndex(row => row.RequestId);
            notice.HasIndex(row => row.SubjectId);
            notice.HasIndex(row => row.RecipientId);
        });
        modelBuilder.Entity<RecipientRow>().Property(row => row.Version).IsConcurrencyToken();
        modelBuilder.Entity<IncidentRow>(incident =>
        {
            incident.HasIndex(row => new { row.Year, row.Serial }).IsUnique();
            incident.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<DestructionRow>(destruction =>
        {
            destruction.HasKey(row => row.SubjectId);
            destruction.Property(row => row.SubjectId).ValueGeneratedNever();
            destruction.HasIndex(row => new { row.ActYear, row.ActSerial }).IsUnique();
        });
        modelBuilder.Entity<RemainderRow>(remainder =>
        {
            remainder.HasKey(row => row.Handle);
            remainder.Ignore(row => row.Traits);
        });
        OfSubjects<DestructionProposalRow>(modelBuilder, nameof(DestructionProposalRow.Number));
        modelBuilder.Entity<DestructionProposalRow>().HasIndex(row => row.State);
        modelBuilder.Entity<DestructionProposalRow>().HasIndex(row => row.GroupId);
        OfSubjects<TangibleCopyRow>(modelBuilder, nameof(TangibleCopyRow.Number));
        OfSubjects<LegalHoldRow>(modelBuilder, nameof(LegalHoldRow.Number));
        modelBuilder.Entity<JobRunRow>().HasKey(run => new { run.Job, run.Slot });
        modelBuilder.Entity<KeptKeyRow>().HasKey(kept => new { kept.Kind, kept.Id });

        modelBuilder.Entity<OrganisationRow>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<GroundRow>().HasKey(row => row.Code);
        modelBuilder.Entity<PurposeRow>().HasKey(row => row.Code);
        modelBuilder.Entity<FieldRow>().HasKey(row => row.Code);
        modelBuilder.Entity<PolicyVersionRow>().HasKey(row => row.Code);
        modelBuilder.Entity<DutyTermRow>().HasKey(row => new { row.PolicyVersion, row.Kind });
        modelBuilder.Entity<CalendarYearRow>(year =>
        {
            year.HasKey(row => row.Year);
            year.Property(row => row.Year).ValueGeneratedNever();
        });

        modelBuilder.Entity<SessionRow>(session =>
        {
            session.HasKey(row => row.Id);
            session.HasIndex(row => row.PersonId);
            session.HasIndex(row => row.ExpiresAt);
        });

        modelBuilder.Entity<LedgerEntryRow>(entry =>
        {
            entry.HasKey(row => row.Index);
            entry.Property(row => row.Index).ValueGeneratedNever();
        });
        modelBuilder.Entity<LedgerSubjectRow>().HasKey(row => new { row.SubjectId, row.EntryIndex });
        modelBuilder.Entity<LedgerRequestRow>().HasKey(row => new { row.RequestId, row.EntryIndex });
        modelBuilder.Entity<LedgerHeadRow>().Property(row => row.Id).ValueGeneratedNever();
    }

    private static void SubjectEvents<TRow>(ModelBuilder modelBuilder)
        where TRow : class, ISubjectEventRow
    {
        OfSubjects<TRow>(modelBuilder, nameof(ISubjectEventRow.Sequence));
    }

    private static void OfSubjects<TRow>(ModelBuilder modelBuilder, string number)
        where TRow : class
    {
        modelBuilder.Entity<TRow>(row =>
        {
            row.HasKey(nameof(ISubjectEventRow.SubjectId), number);
            row.HasOne<SubjectRow>().WithMany().HasForeignKey(nameof(ISubjectEventRow.SubjectId));
        });
    }
}

/// <summary>The records in a SQLite file.</summary>
public sealed class SqliteRecordsContext(DbContextOptions<SqliteRecordsContext> options) : RecordsContext(options);
