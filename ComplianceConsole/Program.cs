return await ComplianceConsole.Commands.Verbs.RunAsync(args);
