@echo off
rem Starts Loupe from its folder: no arguments, or files, open the window, anything else is a command (loupe --help).
setlocal
set "HERE=%~dp0.."
set ORT_DISABLE_TELEMETRY=1
set OPENCV_LOG_LEVEL=SILENT
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "FX=--module-path "%HERE%\lib\javafx""
if exist "%HERE%\runtime\bin\java.exe" (
  set "JAVA=%HERE%\runtime\bin\java"
  set "FX="
)
"%JAVA%" "@%HERE%\bin\java.options" "-Dloupe.install=%HERE%" %LOUPE_JAVA_OPTIONS% %FX% --add-modules javafx.controls,javafx.swing -cp "%HERE%\lib\*" loupe.Main %*
exit /b %ERRORLEVEL%
